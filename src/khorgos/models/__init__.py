"""The model reader: any OpenAI-compatible endpoint, given to the pipeline as a function (extra `llm`).

settings   which endpoint, within which limits    keys      where its key comes from
prompt     what it is asked for claims            answers   what it answered, read tolerantly
record_prompt   what it is asked for project records
endpoint   one request, with retries              cache     answers kept, by content and prompt version
reader     excerpts -> answers
"""

from khorgos.models.reader import ModelReader, Spent
from khorgos.models.settings import Limits, Settings, host_of, is_local

__all__ = ["Limits", "ModelReader", "Settings", "Spent", "host_of", "is_local"]

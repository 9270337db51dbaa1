using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Headgate.Catalogue;

/// <summary>
/// What a handler answers. Everything that a caller can cause is an answer; exceptions are bugs or broken infrastructure.
/// The wire writes it in dbt's envelope.
/// </summary>
public abstract class Answer
{
    private protected Answer(HttpStatusCode status) => Status = status;

    /// <summary>The HTTP status, which <c>status.code</c> repeats.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>True below 400.</summary>
    public bool IsSuccess => (int)Status < 400;

    /// <summary>200 with one thing as <c>data</c>.</summary>
    public static Answer Ok<T>(T data, JsonTypeInfo<T> type) => new DataAnswer<T>(HttpStatusCode.OK, data, type);

    /// <summary>201 with the thing that was made.</summary>
    public static Answer Created<T>(T data, JsonTypeInfo<T> type) => new DataAnswer<T>(HttpStatusCode.Created, data, type);

    /// <summary>200 with <c>data</c> that the callback writes: exactly one JSON value.</summary>
    public static Answer Ok(Action<Utf8JsonWriter> write) => new WrittenAnswer(HttpStatusCode.OK, write);

    /// <summary>200 with one page of a list. <paramref name="total"/> counts all that the caller may see under the same filters.</summary>
    public static Answer Page<T>(IReadOnlyList<T> items, long total, JsonTypeInfo<T> type) => new PageAnswer<T>(items, total, type);

    /// <summary>400 with messages by field. Nested fields are written with dots (<c>settings.threads</c>) and answered nested.</summary>
    public static Answer BadRequest(IReadOnlyDictionary<string, string> fields) => new BadRequestAnswer(fields);

    /// <summary>400 about one field.</summary>
    public static Answer BadRequest(string field, string message) =>
        new BadRequestAnswer(new Dictionary<string, string>(StringComparer.Ordinal) { [field] = message });

    /// <summary>400 for a rule that no single field breaks; <c>data.reason</c> says which.</summary>
    public static Answer RuleBroken(string reason) => BadRequest("reason", reason);

    /// <summary>404, the same whether a thing does not exist or the caller may not see it.</summary>
    public static Answer NotFound { get; } = new FailureAnswer(HttpStatusCode.NotFound, AnswerTexts.NotFound);

    /// <summary>409: the state of things does not allow it now.</summary>
    public static Answer Conflict(string message) => new FailureAnswer(HttpStatusCode.Conflict, message);

    /// <summary>403 with what was refused and what would allow it.</summary>
    public static Answer Forbidden(string message) => new FailureAnswer(HttpStatusCode.Forbidden, message);

    /// <summary>Any other failure in the envelope.</summary>
    public static Answer Failure(HttpStatusCode status, string message) => new FailureAnswer(status, message);

    /// <summary>200 with a file as it is, without envelope. The stream is disposed after sending.</summary>
    public static Answer File(Stream content, string mediaType, long? length = null) => new FileAnswer(content, mediaType, length);
}

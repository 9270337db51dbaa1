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

    /// <summary>What was done besides what the operation's sentence says, for the record: "cancelled run 5, which …"; null for nothing.</summary>
    public string? Also { get; private set; }

    /// <summary>What the record says of it besides its status; null for nothing.</summary>
    public AnswerRemark? Remark { get; private set; }

    /// <summary>Adds a remark for the record; a severe one is not replaced by another.</summary>
    public Answer WithRemark(AnswerRemark? remark)
    {
        Remark = Remark is { IsSevere: true } ? Remark : remark ?? Remark;
        return this;
    }

    /// <summary>Notes what was done besides.</summary>
    public Answer WithAlso(string? text)
    {
        Also = text;
        return this;
    }

    /// <summary>The same without the values of some fields.</summary>
    /// <param name="masked">Their names.</param>
    public Answer Masking(IReadOnlyCollection<string> masked) =>
        masked.Count == 0
            ? this
            : this switch
            {
                PageAnswer page => new WrittenPageAnswer(
                    json => MaskedFields.Write(json, page, masked, itemsOnly: true),
                    page.Count,
                    page.Total,
                    page.Echo
                )
                    .WithAlso(Also)
                    .WithRemark(Remark),
                DataAnswer data => new WrittenAnswer(Status, json => MaskedFields.Write(json, data, masked, itemsOnly: false))
                    .WithAlso(Also)
                    .WithRemark(Remark),
                _ => this,
            };

    /// <summary>The success that an operation has declared: 200 or 201 with one thing as <c>data</c>.</summary>
    /// <param name="form">What the operation answers.</param>
    /// <param name="data">The thing.</param>
    /// <exception cref="InvalidCastException">The operation has declared another type.</exception>
    public static Answer Of<T>(AnswerForm form, T data) =>
        new DataAnswer<T>(form.Kind == AnswerKind.Created ? HttpStatusCode.Created : HttpStatusCode.OK, data, (JsonTypeInfo<T>)form.Type!);

    /// <summary>200 with <c>data</c> that the callback writes: exactly one JSON value.</summary>
    public static Answer Ok(Action<Utf8JsonWriter> write) => new WrittenAnswer(HttpStatusCode.OK, write);

    /// <summary>200 with one page of a list.</summary>
    /// <param name="form">What the operation answers.</param>
    /// <param name="items">The page.</param>
    /// <param name="total">How many there are that the caller may see under the same filters.</param>
    /// <param name="echo">What the list says of the question.</param>
    /// <exception cref="InvalidCastException">The operation has declared another type.</exception>
    public static Answer Page<T>(AnswerForm form, IReadOnlyList<T> items, long total, PageEcho echo) =>
        new PageAnswer<T>(items, total, echo, (JsonTypeInfo<T>)form.Type!);

    /// <summary>400 with messages by field. Nested fields are written with dots (<c>settings.threads</c>) and answered nested.</summary>
    public static Answer BadRequest(IReadOnlyDictionary<string, string> fields) => new BadRequestAnswer(fields);

    /// <summary>400 with <c>data</c> that the callback writes: exactly one JSON value, where dbt has a form of its own for what is wrong.</summary>
    public static Answer BadRequest(Action<Utf8JsonWriter> write) => new WrittenAnswer(HttpStatusCode.BadRequest, write);

    /// <summary>400 about one field.</summary>
    public static Answer BadRequest(string field, string message) =>
        new BadRequestAnswer(new Dictionary<string, string>(StringComparer.Ordinal) { [field] = message });

    /// <summary>400 for a rule that no single field breaks; <c>data.reason</c> says which.</summary>
    public static Answer RuleBroken(string reason) => BadRequest("reason", reason);

    /// <summary>404, the same whether a thing does not exist or the caller may not see it.</summary>
    public static Answer NotFound { get; } = new FailureAnswer(HttpStatusCode.NotFound, AnswerTexts.NotFound);

    /// <summary>Any other failure in the envelope.</summary>
    public static Answer Failure(HttpStatusCode status, string message) => new FailureAnswer(status, message);

    /// <summary>A failure after which waiting helps.</summary>
    public static Answer Failure(HttpStatusCode status, string message, TimeSpan? retryAfter) =>
        new FailureAnswer(status, message) { RetryAfter = retryAfter };

    /// <summary>200 with a file as it is, without envelope. The stream is disposed after sending.</summary>
    public static Answer File(Stream content, string mediaType, long? length = null) => new FileAnswer(content, mediaType, length);

    /// <summary>200 with a file that comes from elsewhere, of which more is known once it has been sent.</summary>
    public static Answer File(Stream content, string mediaType, long? length, Func<AnswerRemark?> afterwards) =>
        new FileAnswer(content, mediaType, length) { Afterwards = afterwards };

    /// <summary>200 with one page of a list whose items the callback writes, exactly <paramref name="count"/> JSON values.</summary>
    public static Answer Page(Action<Utf8JsonWriter> items, int count, long total, PageEcho echo) =>
        new WrittenPageAnswer(items, count, total, echo);

    /// <summary>The success that an operation has declared, with <c>data</c> that the callback writes: exactly one JSON value.</summary>
    public static Answer Of(AnswerForm form, Action<Utf8JsonWriter> write) =>
        new WrittenAnswer(form.Kind == AnswerKind.Created ? HttpStatusCode.Created : HttpStatusCode.OK, write);

    /// <summary>200 with events as they come, without envelope.</summary>
    /// <param name="events">The events.</param>
    /// <param name="held">What is given back when the last one was sent or the caller has left, such as a place among the streams.</param>
    public static Answer Of(IAsyncEnumerable<AnswerEvent> events, IDisposable? held = null) => new EventsAnswer(events, held);
}

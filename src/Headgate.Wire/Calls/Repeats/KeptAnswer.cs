using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>An answer, as it is kept for a call that is sent again.</summary>
/// <param name="Status">The status.</param>
/// <param name="Data">The value of <c>data</c>, as JSON; null where it is not kept.</param>
/// <param name="Message">What a failure says; null for none.</param>
public sealed record KeptAnswer(int Status, string? Data, string? Message)
{
    /// <summary>Most bytes that are kept of one answer.</summary>
    public const int Largest = 64 * 1024;

    /// <summary>
    /// What is kept of how a call ended; null where nothing was done, so that nothing has to be kept. A secret is shown once, and files and long answers are not kept.
    /// </summary>
    internal static KeptAnswer? Of(CallEnd end)
    {
        if (end.Answer is not { } answer)
        {
            return null;
        }
        var status = (int)answer.Status;
        // A call that was ended while it worked may have begun something.
        if (
            answer.Status == HttpStatusCode.ServiceUnavailable
            || answer.Remark is { IsUndone: true }
            || (status is >= 400 and < 500 && !end.Operation!.TakesLong)
        )
        {
            return null;
        }
        return new KeptAnswer(
            status,
            status < 400 && answer is DataAnswer data and not PageAnswer && !end.Operation!.AnswersSecret ? Written(data) : null,
            (answer as FailureAnswer)?.Message
        );
    }

    /// <summary>The answer again; null where it was not kept.</summary>
    internal Answer? ToAnswer(AnswerForm form) =>
        Data is { } data && Status == (int)Answer.Of(form, static _ => { }).Status ? Answer.Of(form, json => json.WriteRawValue(data))
        : Status >= 400 ? Answer.Failure((HttpStatusCode)Status, Message ?? "The first call of this name failed.")
        : null;

    private static string? Written(DataAnswer data)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        // As answers are written: who sends it again gets the very same.
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            data.WriteData(json);
        }
        return bytes.WrittenCount <= Largest ? Encoding.UTF8.GetString(bytes.WrittenSpan) : null;
    }
}

using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Gate.Upstreams.Judging;
using Headgate.Wire;

namespace Headgate.Gate.Upstreams.Calls;

/// <summary>
/// What a caller is told where an account elsewhere did not accept what was sent. A caller has to know which field is wrong and why; of everything else that stands in such an answer
/// nothing is told.
/// </summary>
internal static class Refused
{
    private const int Longest = 300;

    /// <summary>The answer for a status that is no success.</summary>
    public static Answer Of(CallContext call, ReadAnswer read, TokenTraces traces)
    {
        if (read.Status == HttpStatusCode.NotFound)
        {
            return NotThere();
        }
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        if (read.Data.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in call.Operation.AllFields.Where(f => f.Name.Length > 0))
            {
                if (read.Data.TryGetProperty(field.Name, out var message) && Text(message, traces) is { } text)
                {
                    told[field.Name] = text;
                }
            }
            if (read.Data.TryGetProperty("reason", out var reason) && Text(reason, traces) is { } words)
            {
                told["reason"] = words;
            }
        }
        return Answer
            .BadRequest(
                told.Count > 0
                    ? told
                    : new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = "The upstream did not accept it." }
            )
            .WithRemark(new AnswerRemark("upstream-refused", $"it answered {(int)read.Status} and did not accept what was sent"));
    }

    private static Answer NotThere() =>
        Answer
            .Failure(HttpStatusCode.NotFound, AnswerTexts.NotFound)
            .WithRemark(new AnswerRemark("upstream-not-found", "it has no such thing"));

    private static string? Text(JsonElement message, TokenTraces traces)
    {
        var text =
            message.ValueKind == JsonValueKind.String ? message.GetString()!
            : message.ValueKind == JsonValueKind.Array && message.GetArrayLength() > 0 && message[0].ValueKind == JsonValueKind.String
                ? message[0].GetString()!
            : null;
        return text is null || traces.AreIn(text) ? null
            : text.Length > Longest ? text[..Longest]
            : text;
    }
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Writes dbt's envelope: <c>status</c>, <c>data</c>, and for lists and the newer resources <c>extra</c>.</summary>
internal static class Envelope
{
    public static void Write(Utf8JsonWriter json, Answer answer, EnvelopeForm form, long accountId)
    {
        json.WriteStartObject();
        switch (answer)
        {
            case DataAnswer data:
                WriteStatus(json, data.Status, (int)data.Status < 400 ? AnswerTexts.Success : AnswerTexts.BadRequest);
                json.WritePropertyName("data");
                data.WriteData(json);
                break;
            case BadRequestAnswer bad:
                WriteStatus(json, bad.Status, AnswerTexts.BadRequest);
                json.WritePropertyName("data");
                WriteNested(json, bad.Fields);
                break;
            case FailureAnswer failure:
                WriteStatus(json, failure.Status, failure.Message);
                json.WriteNull("data");
                break;
            default:
                throw new InvalidOperationException($"An answer of type {answer.GetType().Name} has no envelope.");
        }
        if (answer is PageAnswer page)
        {
            WritePage(json, page, accountId);
        }
        else if (form == EnvelopeForm.Extended)
        {
            json.WriteStartObject("extra");
            json.WriteEndObject();
        }
        if (form == EnvelopeForm.Extended)
        {
            json.WriteNull("error_code");
        }
        json.WriteEndObject();
    }

    /// <summary>A refusal, with the framework's <c>detail</c> beside the envelope where dbt has it (405, 429).</summary>
    public static void WriteRefusal(Utf8JsonWriter json, Refusal refusal, EnvelopeForm form, long accountId)
    {
        if (refusal.Field is { } field)
        {
            Write(json, Answer.BadRequest(field, refusal.Message), form, accountId);
            return;
        }
        json.WriteStartObject();
        WriteStatus(json, refusal.Status, refusal.Message);
        if (refusal.Approval is { } approval)
        {
            json.WriteStartObject("data");
            json.WriteNumber("approval_id", approval);
            json.WriteString("approval_path", ApprovalPath.Of(accountId, approval));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("data");
        }
        if (refusal.Detail is { } detail)
        {
            json.WriteString("detail", detail);
        }
        json.WriteEndObject();
    }

    private static void WriteStatus(Utf8JsonWriter json, HttpStatusCode status, string message)
    {
        json.WriteStartObject("status");
        json.WriteNumber("code", (int)status);
        json.WriteBoolean("is_success", (int)status < 400);
        json.WriteString("user_message", message);
        json.WriteString("developer_message", "");
        json.WriteEndObject();
    }

    private static void WritePage(Utf8JsonWriter json, PageAnswer page, long accountId)
    {
        json.WriteStartObject("extra");
        json.WriteStartObject("filters");
        json.WriteNumber("limit", page.Echo.Limit);
        json.WriteNumber("offset", page.Echo.Offset);
        json.WriteNumber("account_id", accountId);
        foreach (var (name, text) in page.Echo.Filters)
        {
            WriteFilter(json, name, text);
        }
        json.WriteEndObject();
        json.WriteString("order_by", page.Echo.OrderBy);
        json.WriteStartObject("pagination");
        json.WriteNumber("count", page.Count);
        json.WriteNumber("total_count", page.Total);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFilter(Utf8JsonWriter json, string name, string text)
    {
        if (name is "limit" or "offset" or "account_id")
        {
            return;
        }
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>Fields with dots become nested objects, as the body is nested.</summary>
    private static void WriteNested(Utf8JsonWriter json, IReadOnlyDictionary<string, string> fields)
    {
        json.WriteStartObject();
        foreach (var group in fields.GroupBy(f => f.Key.Split('.', 2)[0], StringComparer.Ordinal))
        {
            var own = group.Where(f => string.Equals(f.Key, group.Key, StringComparison.Ordinal)).Select(f => f.Value).FirstOrDefault();
            if (own is not null)
            {
                json.WriteString(group.Key, own);
                continue;
            }
            json.WritePropertyName(group.Key);
            WriteNested(json, group.ToDictionary(f => f.Key.Split('.', 2)[1], f => f.Value, StringComparer.Ordinal));
        }
        json.WriteEndObject();
    }
}

using System.Buffers;
using System.Text.Json;

namespace Headgate.Gate.Journal.Reading;

/// <summary>
/// A record as an event of OCSF 1.3, the Open Cybersecurity Schema Framework: calls as API Activity (6003), changes of rights as Entity Management (3004), what the journal tells of itself as
/// Base Event (0). What OCSF has no attribute for stands in <c>unmapped</c>.
/// </summary>
public static class OcsfEvent
{
    private const string Version = "1.3.0";
    private const int BaseEvent = 0;
    private const int EntityManagement = 3004;
    private const int ApiActivity = 6003;
    private const int Other = 99;

    /// <summary>The event, as one line of JSON without its end.</summary>
    /// <param name="record">The record.</param>
    public static ReadOnlyMemory<byte> Of(JournalRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, record);
        }
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, JournalRecord record)
    {
        var (type, activity) = record.Kind switch
        {
            "decision" or "outcome" => (ApiActivity, ActivityOf(record.Method)),
            "change" => (EntityManagement, Other),
            _ => (BaseEvent, Other),
        };
        json.WriteStartObject();
        json.WriteNumber("class_uid", type);
        json.WriteNumber("category_uid", type / 1000);
        json.WriteNumber("activity_id", activity);
        json.WriteNumber("type_uid", ((long)type * 100) + activity);
        json.WriteNumber("time", record.Time.ToUnixTimeMilliseconds());
        json.WriteNumber("severity_id", SeverityOf(record));
        if (record.Decision is { } decision)
        {
            json.WriteNumber("status_id", decision == "Allowed" ? 1 : 2);
            json.WriteString("status", decision == "Allowed" ? "Success" : "Failure");
            json.WriteString("status_detail", $"{decision}: {record.Reason}");
        }
        else if (record.Status is { } status)
        {
            json.WriteNumber("status_id", status < 400 ? 1 : 2);
        }
        WriteText(json, "message", record.Sentence);
        WriteMetadata(json, record);
        WriteActor(json, record);
        if (type == ApiActivity)
        {
            WriteCall(json, record);
        }
        else if (type == EntityManagement)
        {
            json.WriteStartObject("entity");
            json.WriteString("type", record.Operation ?? "gate");
            WriteText(json, "name", record.Sentence);
            json.WriteEndObject();
        }
        WriteUnmapped(json, record);
        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json, JournalRecord record)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", Version);
        json.WriteStartObject("product");
        json.WriteString("name", "Headgate");
        json.WriteString("vendor_name", "Headgate");
        json.WriteEndObject();
        json.WriteString("uid", record.Hash);
        json.WriteNumber("sequence", record.Sequence);
        WriteText(json, "correlation_uid", record.Request);
        json.WriteEndObject();
    }

    private static void WriteActor(Utf8JsonWriter json, JournalRecord record)
    {
        json.WriteStartObject("actor");
        if (record.Caller is { } caller)
        {
            json.WriteStartObject("user");
            json.WriteString("name", caller.Name);
            json.WriteString("uid", $"{caller.Kind} {caller.Id}");
            json.WriteNumber("type_id", caller.Kind is "personal_token" or "operator" ? 1 : Other);
            json.WriteString("type", caller.Kind);
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("app_name", "Headgate");
        }
        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, JournalRecord record)
    {
        json.WriteStartObject("api");
        json.WriteString("operation", record.Operation ?? record.Method ?? "unknown");
        json.WriteStartObject("request");
        json.WriteString("uid", record.Request ?? "");
        json.WriteEndObject();
        if (record.Status is { } code)
        {
            json.WriteStartObject("response");
            json.WriteNumber("code", code);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("src_endpoint");
        json.WriteString("ip", record.From ?? "");
        json.WriteEndObject();
        if (record.Method is { } method)
        {
            json.WriteStartObject("http_request");
            json.WriteString("http_method", method);
            json.WriteStartObject("url");
            json.WriteString("path", record.Url ?? "");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        if (record.Path is { } path)
        {
            json.WriteStartArray("resources");
            WriteResource(json, "account", path.Account, null);
            WriteResource(json, "project", path.Project, path.ProjectName);
            WriteResource(json, "environment", path.Environment, path.EnvironmentName);
            WriteResource(json, "job", path.Job, path.JobName);
            WriteResource(json, "run", path.Run, null);
            json.WriteEndArray();
        }
    }

    private static void WriteResource(Utf8JsonWriter json, string type, long? id, string? name)
    {
        if (id is null)
        {
            return;
        }
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("uid", id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        WriteText(json, "name", name);
        json.WriteEndObject();
    }

    private static void WriteUnmapped(Utf8JsonWriter json, JournalRecord record)
    {
        json.WriteStartObject("unmapped");
        json.WriteString("kind", record.Kind);
        WriteText(json, "decision", record.Decision);
        WriteText(json, "reason", record.Reason);
        WriteText(json, "grant", record.Grant);
        WriteText(json, "surface", record.Surface);
        WriteText(json, "tool", record.Tool);
        WriteText(json, "ended", record.Ended);
        json.WriteString("prev", record.Prev);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static int ActivityOf(string? method) =>
        method switch
        {
            "POST" => 1,
            "GET" or "HEAD" => 2,
            "PUT" or "PATCH" => 3,
            "DELETE" => 4,
            _ => Other,
        };

    /// <summary>Informational, low for a denial, medium for what somebody unknown tried or a person stopped.</summary>
    private static int SeverityOf(JournalRecord record) =>
        record.Decision switch
        {
            "Denied" or "Held" => 2,
            "Refused" or "Stopped" => 3,
            _ => 1,
        };
}

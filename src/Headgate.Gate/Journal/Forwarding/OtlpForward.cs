using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Headgate.Gate.Journal.Reading;

namespace Headgate.Gate.Journal.Forwarding;

/// <summary>A collector of OpenTelemetry: records as log records by OTLP over HTTP in JSON, at <c>/v1/logs</c> unless the address has a path.</summary>
internal sealed class OtlpForward : IForwardTarget
{
    private const string UsualPath = "/v1/logs";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Uri _address;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };

    public OtlpForward(Uri address)
    {
        var plain = new UriBuilder(address) { Scheme = address.Scheme["otlp+".Length..] };
        plain.Port = address.Port > 0 ? address.Port : 4318;
        plain.Path = address.AbsolutePath.Length > 1 ? address.AbsolutePath : UsualPath;
        (plain.UserName, plain.Password) = ("", "");
        _address = plain.Uri;
        if (address.UserInfo.Length > 0)
        {
            var userInfo = System.Text.Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo));
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(userInfo));
        }
        Name = address.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.Port, UriFormat.UriEscaped);
    }

    public string Name { get; }

    public async Task SendAsync(IReadOnlyList<ReadRecord> records, CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(body))
        {
            Write(json, records);
        }
        using var content = new ReadOnlyMemoryContent(body.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await _client.PostAsync(_address, content, cancellation);
            if (!answer.IsSuccessStatusCode)
            {
                throw new IOException($"it answered {(int)answer.StatusCode}");
            }
        }
        catch (HttpRequestException e)
        {
            throw new IOException(e.Message, e);
        }
        catch (TaskCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"it did not answer within {Patience.TotalSeconds:0} s", e);
        }
    }

    public void Dispose() => _client.Dispose();

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ReadRecord> records)
    {
        json.WriteStartObject();
        json.WriteStartArray("resourceLogs");
        json.WriteStartObject();
        json.WriteStartObject("resource");
        json.WriteStartArray("attributes");
        WriteAttribute(json, "service.name", "headgate");
        WriteAttribute(json, "host.name", Environment.MachineName);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("scopeLogs");
        json.WriteStartObject();
        json.WriteStartObject("scope");
        json.WriteString("name", "headgate.journal");
        json.WriteEndObject();
        json.WriteStartArray("logRecords");
        foreach (var (record, _) in records)
        {
            WriteRecord(json, record);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter json, JournalRecord record)
    {
        var nanoseconds = (record.Time - DateTimeOffset.UnixEpoch).Ticks * 100;
        var (number, text) = record.Decision switch
        {
            "Refused" or "Stopped" => (13, "WARN"),
            "Denied" or "Held" => (10, "INFO2"),
            _ => (9, "INFO"),
        };
        json.WriteStartObject();
        json.WriteString("timeUnixNano", nanoseconds.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("severityNumber", number);
        json.WriteString("severityText", text);
        json.WriteStartObject("body");
        json.WriteString("stringValue", record.Sentence ?? record.Kind);
        json.WriteEndObject();
        json.WriteStartArray("attributes");
        WriteAttribute(json, "headgate.seq", record.Sequence);
        WriteAttribute(json, "headgate.kind", record.Kind);
        WriteAttribute(json, "headgate.decision", record.Decision);
        WriteAttribute(json, "headgate.reason", record.Reason);
        WriteAttribute(json, "headgate.operation", record.Operation);
        WriteAttribute(json, "headgate.request", record.Request);
        WriteAttribute(json, "headgate.grant", record.Grant);
        WriteAttribute(json, "headgate.surface", record.Surface);
        WriteAttribute(json, "headgate.caller.kind", record.Caller?.Kind);
        WriteAttribute(json, "headgate.caller.id", record.Caller?.Id);
        WriteAttribute(json, "headgate.caller.name", record.Caller?.Name);
        WriteAttribute(json, "headgate.project", record.Path?.Project);
        WriteAttribute(json, "headgate.environment", record.Path?.Environment);
        WriteAttribute(json, "headgate.job", record.Path?.Job);
        WriteAttribute(json, "headgate.run", record.Path?.Run);
        WriteAttribute(json, "client.address", record.From);
        WriteAttribute(json, "http.request.method", record.Method);
        WriteAttribute(json, "url.path", record.Url);
        WriteAttribute(json, "http.response.status_code", record.Status);
        WriteAttribute(json, "headgate.hash", record.Hash);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
        {
            return;
        }
        json.WriteStartObject();
        json.WriteString("key", name);
        json.WriteStartObject("value");
        json.WriteString("stringValue", value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter json, string name, long? value)
    {
        if (value is null)
        {
            return;
        }
        json.WriteStartObject();
        json.WriteString("key", name);
        json.WriteStartObject("value");
        // 64-bit integers are texts in the JSON of protocol buffers.
        json.WriteString("intValue", value.Value.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

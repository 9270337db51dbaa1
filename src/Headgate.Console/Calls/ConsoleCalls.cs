using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Headgate.Catalogue;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Headgate.WebConsole.Calls;

/// <summary>Makes the calls of a page: by the name of an operation, the one path, with the rights of whoever looks at the page.</summary>
public sealed class ConsoleCalls(
    NamedCalls calls,
    CallPath path,
    CallOutcomes outcomes,
    OperationCatalogue catalogue,
    IHttpContextAccessor accessor
)
{
    /// <summary>Most bytes of a file that a page reads to show something of it.</summary>
    private const int MostOfFile = 24 * 1024 * 1024;

    /// <summary>Whose page it is.</summary>
    public ConsoleVisit Visit => Http.Features.GetRequiredFeature<ConsoleVisit>();

    /// <summary>Ends the work for the page when its reader leaves.</summary>
    public CancellationToken Cancellation => Http.RequestAborted;

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("A page is made outside of a request.");

    /// <summary>Whether the viewer could do an operation at some place: what they never may is not offered.</summary>
    public bool May(string operation) => catalogue.Find(operation) is { } known && path.MayAnywhere(Visit.Caller, known);

    /// <summary>The declaration of an operation: what a form asks for. Null where there is none of this id.</summary>
    public Operation? Operation(string id) => catalogue.Find(id);

    /// <summary>All operations, in the order of the guide.</summary>
    public IReadOnlyList<Operation> Operations => catalogue.Operations;

    /// <summary>How many operations a level of a capability opens that another does not: what a change lets an agent do that it could not.</summary>
    public int OpenedBy(Capability capability, string from, string to) =>
        catalogue.Operations.Count(o => o.Capability.Id == capability.Id && Opens(to, o) && !Opens(from, o));

    private static bool Opens(string level, Operation operation) => level == "full" || (level == "read" && operation.Access == Access.Read);

    /// <summary>Calls an operation that answers one thing or a page; asked for as bytes, it is the JSON as it was written.</summary>
    public Task<Reply<T>> AskAsync<T>(string operation, JsonObject? arguments = null)
        where T : class => AskAsync<T>(Visit.Origin, operation, arguments);

    /// <summary>Calls an operation with another credential than the session's: to sign in.</summary>
    public async Task<Reply<T>> AskAsync<T>(CallOrigin origin, string operation, JsonObject? arguments)
        where T : class
    {
        var reply = await CallAsync<T>(origin, operation, arguments);
        if (reply.Fault is { } fault && HttpMethods.IsPost(Http.Request.Method) && catalogue.Find(operation)?.Access == Access.Write)
        {
            // A form that was not done answers with the status of its call.
            Http.Response.StatusCode = fault.Fields.ContainsKey("version") ? StatusCodes.Status409Conflict : fault.Status;
        }
        return reply;
    }

    private async Task<Reply<T>> CallAsync<T>(CallOrigin origin, string operation, JsonObject? arguments)
        where T : class
    {
        var cancellation = Http.RequestAborted;
        var (call, end) = await calls.CallAsync(origin, operation, Elements(arguments), cancellation);
        if (end.Refusal is { } refusal)
        {
            return Not<T>(call, (int)refusal.Status, refusal.Message);
        }
        var bytes = new ArrayBufferWriter<byte>(4096);
        if (end.Answer is DataAnswer data)
        {
            using var json = new Utf8JsonWriter(bytes);
            data.WriteData(json);
        }
        if (await calls.RecordAsync(call, end, bytes.WrittenCount, cancellation) is { } unrecorded)
        {
            return Not<T>(call, (int)unrecorded.Status, unrecorded.Message);
        }
        return end.Answer switch
        {
            BadRequestAnswer bad => new(
                null,
                0,
                new Fault((int)bad.Status, "What was sent was not accepted.", call.RequestId) { Fields = bad.Fields }
            ),
            FailureAnswer failure => Not<T>(call, (int)failure.Status, failure.Message),
            PageAnswer page => new(Read<T>(bytes.WrittenSpan), page.Total, null),
            DataAnswer { Status: System.Net.HttpStatusCode.OK or System.Net.HttpStatusCode.Created } => new(
                Read<T>(bytes.WrittenSpan),
                0,
                null
            ),
            var other => Not<T>(call, (int)other!.Status, "The call was answered in a form that no page shows."),
        };
    }

    /// <summary>Reads a JSON file of a run, such as an artifact; null where it is missing, too large or the viewer may not.</summary>
    public async Task<T?> FileAsync<T>(string operation, JsonObject arguments)
        where T : class
    {
        var cancellation = Http.RequestAborted;
        var (call, end) = await calls.CallAsync(Visit.Origin, operation, Elements(arguments), cancellation);
        if (end.Answer is not FileAnswer file)
        {
            if (end.Refusal is null)
            {
                await calls.RecordAsync(call, end, 0, cancellation);
            }
            return null;
        }
        await using var content = file.Content;
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (read.Length <= MostOfFile && await content.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            read.Write(buffer, 0, count);
        }
        await outcomes.RecordPartsAsync(call, end, StatusCodes.Status200OK, read.Length);
        try
        {
            return read.Length > MostOfFile ? null : Read<T>(read.ToArray());
        }
        catch (JsonException)
        {
            // What a project leaves behind need not be what it says.
            return null;
        }
    }

    /// <summary>Makes a call whose answer goes to the browser as it is: a file, or events.</summary>
    public ValueTask<(IncomingCall Call, CallEnd End)> OpenAsync(string operation, JsonObject arguments) =>
        calls.CallAsync(Visit.Origin, operation, Elements(arguments), Http.RequestAborted);

    /// <summary>Records what came of a call that was answered neither with a file nor with events.</summary>
    public ValueTask<Refusal?> RecordAsync(IncomingCall call, CallEnd end) => calls.RecordAsync(call, end, 0, Http.RequestAborted);

    private static T? Read<T>(ReadOnlySpan<byte> json)
        where T : class =>
        typeof(T) == typeof(byte[])
            ? (T)(object)json.ToArray()
            : JsonSerializer.Deserialize(json, (JsonTypeInfo<T>)ConsoleJson.Default.GetTypeInfo(typeof(T))!);

    private static Reply<T> Not<T>(IncomingCall call, int status, string message)
        where T : class => new(null, 0, new Fault(status, message, call.RequestId));

    private static IEnumerable<KeyValuePair<string, JsonElement>> Elements(JsonObject? arguments) =>
        (arguments ?? []).Select(a =>
            KeyValuePair.Create(a.Key, a.Value is null ? default : JsonSerializer.SerializeToElement(a.Value, ConsoleJson.Default.JsonNode))
        );
}

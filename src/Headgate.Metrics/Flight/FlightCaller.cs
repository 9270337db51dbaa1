using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Headgate.Catalogue;
using Headgate.Wire;

namespace Headgate.Metrics.Flight;

/// <summary>A client of Flight SQL: its token and its environment stand in headers. What it asks goes the one path, as calls of operations that take GraphQL.</summary>
internal sealed class FlightCaller
{
    private readonly NamedCalls _calls;
    private readonly CallOrigin _origin;
    private readonly CancellationToken _cancellation;

    private FlightCaller(NamedCalls calls, ServerCallContext context)
    {
        var http = context.GetHttpContext();
        HttpCallMark.Set(http);
        _calls = calls;
        _cancellation = context.CancellationToken;
        _origin = new CallOrigin(
            "flight sql",
            http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            CredentialHeader.Read(http.Request.Headers.Authorization),
            http.RequestServices
        )
        {
            Claims = CallerClaims.Of(http.Request.Headers),
        };
        Environment = long.TryParse(http.Request.Headers["environmentid"], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw FlightRefusalException.Of("The header environmentId names the environment, by its number.");
    }

    /// <summary>A client that is known: nothing that others send is read.</summary>
    /// <exception cref="FlightRefusalException">Nobody is.</exception>
    public static async Task<FlightCaller> KnownAsync(NamedCalls calls, CallPath path, ServerCallContext context)
    {
        var caller = new FlightCaller(calls, context);
        var (_, unknown) = await path.KnowAsync(caller._origin.Call("CALL", "flight sql"), caller._cancellation);
        return unknown?.Refusal is { } refusal ? throw FlightRefusalException.Of(refusal.Status, refusal.Message) : caller;
    }

    /// <summary>The environment that is asked.</summary>
    public long Environment { get; }

    /// <summary>What an operation answers to a query: its data.</summary>
    /// <exception cref="FlightRefusalException">It was refused or has errors.</exception>
    public async Task<JsonElement> AskAsync(string operation, string query, JsonObject variables)
    {
        variables["environmentId"] = Environment;
        var arguments = new JsonObject
        {
            ["environment_id"] = Environment,
            ["query"] = query,
            ["variables"] = variables,
        };
        var (call, end) = await _calls.CallAsync(_origin, operation, JsonElement.Parse(arguments.ToJsonString()), _cancellation);
        if (end.Refusal is { } refusal)
        {
            throw FlightRefusalException.Of(refusal.Status, refusal.Message);
        }
        var bytes = new ArrayBufferWriter<byte>(4096);
        if (end.Answer is DataAnswer data)
        {
            await using var json = new Utf8JsonWriter(bytes);
            data.WriteData(json);
        }
        if (await _calls.RecordAsync(call, end, bytes.WrittenCount, _cancellation) is { } unrecorded)
        {
            throw FlightRefusalException.Of(unrecorded.Status, unrecorded.Message);
        }
        if (end.Answer is not DataAnswer { Status: HttpStatusCode.OK })
        {
            throw FlightRefusalException.Of(
                end.Answer!.Status,
                end.Answer is FailureAnswer failure ? failure.Message : "The query was not answered."
            );
        }
        var answer = JsonElement.Parse(bytes.WrittenSpan);
        return answer.TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0
            ? throw FlightRefusalException.Of(errors[0].GetProperty("message").GetString() ?? "The query was not answered.")
            : answer.GetProperty("data");
    }
}

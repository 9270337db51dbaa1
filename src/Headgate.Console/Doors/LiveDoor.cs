using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.WebConsole.Calls;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.WebConsole.Doors;

/// <summary>What a page follows or saves as it is: the log of a run, the record, a file. Each is one call of the viewer.</summary>
internal static class LiveDoor
{
    private const int LongestPlace = 40;

    private static bool IsNumber(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>The log of a run, as it comes.</summary>
    public static Task LogAsync(HttpContext http, ConsoleCalls calls, EventSender events, FileSender files, long run)
    {
        var arguments = new JsonObject { ["run_id"] = run };
        return SendAsync(http, calls, events, files, "runs.logs", From(http, arguments, "last_event_id"));
    }

    /// <summary>The record, as it is written.</summary>
    public static Task RecordAsync(HttpContext http, ConsoleCalls calls, EventSender events, FileSender files)
    {
        return SendAsync(http, calls, events, files, "gate.records.follow", From(http, Filters(http.Request.Query), "after"));
    }

    /// <summary>The whole log of a step.</summary>
    public static Task StepLogAsync(HttpContext http, ConsoleCalls calls, EventSender events, FileSender files, long step) =>
        SendAsync(http, calls, events, files, "runs.step.log", new JsonObject { ["step_id"] = step });

    /// <summary>The newest thousand records that fit, each as it stands in the journal, a line for each.</summary>
    public static async Task ExportAsync(HttpContext http, ConsoleCalls calls)
    {
        var asked = Filters(http.Request.Query);
        asked["limit"] = 1000;
        var reply = await calls.AskAsync<byte[]>("gate.records.search", asked);
        http.Response.StatusCode = reply.Fault?.Status ?? StatusCodes.Status200OK;
        http.Response.ContentType = reply.Fault is null ? "application/jsonl; charset=utf-8" : "text/plain; charset=utf-8";
        if (reply.Data is not { } json)
        {
            await http.Response.WriteAsync($"{reply.Fault!.Message}\nRequest {reply.Fault.RequestId}\n", http.RequestAborted);
            return;
        }
        http.Response.Headers.ContentDisposition = "attachment; filename=\"record.jsonl\"";
        using var records = JsonDocument.Parse(json);
        foreach (var record in records.RootElement.EnumerateArray())
        {
            await http.Response.WriteAsync(record.GetRawText() + "\n", http.RequestAborted);
        }
    }

    /// <summary>What is filtered of the record, from the address.</summary>
    public static JsonObject Filters(IQueryCollection query)
    {
        var arguments = new JsonObject { ["story"] = "true" };
        foreach (var name in (string[])["text", "caller", "caller_kind", "decision", "operation", "after", "before"])
        {
            if (query[name].ToString() is { Length: > 0 } value)
            {
                arguments[name] = value;
            }
        }
        return arguments;
    }

    /// <summary>Where a browser that lost its stream goes on. What is no place of such a stream is left out: it then begins anew.</summary>
    private static JsonObject From(HttpContext http, JsonObject arguments, string name)
    {
        var last = http.Request.Headers["Last-Event-ID"].ToString();
        var isPlace =
            last.Length <= LongestPlace && last.Split('-') is var parts && parts.Length == (name == "after" ? 1 : 2) && parts.All(IsNumber);
        if (isPlace)
        {
            arguments[name] = last;
        }
        return arguments;
    }

    private static async Task SendAsync(
        HttpContext http,
        ConsoleCalls calls,
        EventSender events,
        FileSender files,
        string operation,
        JsonObject arguments
    )
    {
        var (streams, caller) = (http.RequestServices.GetRequiredService<LiveStreams>(), calls.Visit.Caller);
        var isStream = http.Request.Path.StartsWithSegments("/live");
        if (isStream && !streams.TryEnter(caller))
        {
            await RefuseAsync(http, calls);
            return;
        }
        try
        {
            await AnswerAsync(http, calls, events, files, operation, arguments);
        }
        finally
        {
            if (isStream)
            {
                streams.Leave(caller);
            }
        }
    }

    /// <summary>Too many streams at a time.</summary>
    private static async Task RefuseAsync(HttpContext http, ConsoleCalls calls)
    {
        var (origin, caller) = (calls.Visit.Origin, calls.Visit.Caller);
        var call = origin.Call(http.Request.Method, http.Request.Path);
        var refusal = new Refusal(
            Reason.RateLimited,
            HttpStatusCode.TooManyRequests,
            $"At most {LiveStreams.Most} pages of one person are live at a time. Close one; this page shows what it has when it is loaded again."
        );
        await http.RequestServices.GetRequiredService<CallPath>().RefuseAsync(call, refusal, http.RequestAborted, caller);
        http.Response.StatusCode = (int)refusal.Status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync($"{refusal.Message}\nRequest {call.RequestId}\n", http.RequestAborted);
    }

    private static async Task AnswerAsync(
        HttpContext http,
        ConsoleCalls calls,
        EventSender events,
        FileSender files,
        string operation,
        JsonObject arguments
    )
    {
        var (call, end) = await calls.OpenAsync(operation, arguments);
        switch (end.Answer)
        {
            case EventsAnswer told:
                await events.SendAsync(http, call, end, told);
                return;
            case FileAnswer file:
                await files.SendAsync(http, call, end, file);
                return;
            default:
                if (end.Refusal is null)
                {
                    await calls.RecordAsync(call, end);
                }
                http.Response.StatusCode = (int)(end.Refusal?.Status ?? end.Answer!.Status);
                http.Response.ContentType = "text/plain; charset=utf-8";
                await http.Response.WriteAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{end.Refusal?.Message ?? (end.Answer as FailureAnswer)?.Message}\nRequest {call.RequestId}\n"
                    ),
                    http.RequestAborted
                );
                return;
        }
    }
}

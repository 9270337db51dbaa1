using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Runners;

/// <summary>
/// Where the runner of a run puts its logs and artifacts, if it is on another machine than the server. <c>POST …/logs/{console|debug}?offset=N</c> adds to a log,
/// <c>PUT …/artifacts/{path}</c> keeps an artifact. It is no operation, because no caller can be given it: it takes the run's own token (<see cref="RunnerTokens"/>) alone,
/// and writes bytes alone. What it refuses is recorded as a call.
/// </summary>
internal sealed class RunnerDoor(
    RunnerTokens tokens,
    RunnerLogs logs,
    RunnerArtifacts artifacts,
    CallPath path,
    IDbContextFactory<HeadgateDb> databases
)
{
    private static readonly RunnerAnswer NothingHere = new(HttpStatusCode.NotFound, AnswerTexts.NotFound, null, Reason.NotFound);

    /// <summary>Serves one request.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        HttpCallMark.Set(http);
        var cancellation = http.RequestAborted;
        var credential = CredentialHeader.Read(http.Request.Headers.Authorization);
        var call = new CallOrigin("runner", http.Connection.RemoteIpAddress?.ToString() ?? "unknown", credential, http.RequestServices)
        {
            Claims = CallerClaims.Of(http.Request.Headers),
        }.Call(http.Request.Method, http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        try
        {
            if (tokens.RunOf(credential.Value.Reveal()) is not { } runId)
            {
                var wrong = new RunnerAnswer(
                    HttpStatusCode.Unauthorized,
                    "Invalid token. Send the token of the run.",
                    null,
                    Reason.WrongRealm
                );
                await AnswerAsync(http, call, wrong, RecordWord.Refused);
                return;
            }
            var answer = await ServeAsync(http.Request, runId, cancellation);
            await AnswerAsync(http, call, answer, answer.Status == HttpStatusCode.Unauthorized ? RecordWord.Refused : RecordWord.Denied);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The runner has gone, and sends it again.
        }
    }

    private async Task<RunnerAnswer> ServeAsync(HttpRequest request, long runId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var run = await db
            .Runs.Where(row => row.Id == runId)
            .Select(row => new { row.AccountId, row.Status })
            .SingleOrDefaultAsync(cancellation);
        if (run is not { Status: RunStatus.Running })
        {
            return new(
                HttpStatusCode.Unauthorized,
                "Invalid token. The run that it belongs to is not being executed.",
                null,
                Reason.Expired
            );
        }
        if (RunnerAddress.Read(request.Path.Value!) is not { } address)
        {
            return NothingHere;
        }
        if (address.RunId != runId)
        {
            return NothingHere with { Reason = Reason.ForeignRun };
        }
        var step = await db
            .RunSteps.Where(row => row.RunId == runId && row.Index == address.Step)
            .Select(row => (RunStatus?)row.Status)
            .SingleOrDefaultAsync(cancellation);
        return step switch
        {
            null => NothingHere,
            RunStatus.Running when address.Log is not null && HttpMethods.IsPost(request.Method) => await LogAsync(
                request,
                address,
                cancellation
            ),
            RunStatus.Running when address.Artifact is not null && HttpMethods.IsPut(request.Method) => await ArtifactAsync(
                request,
                run.AccountId,
                address,
                cancellation
            ),
            RunStatus.Running => new(
                HttpStatusCode.MethodNotAllowed,
                "Logs are sent by POST, artifacts by PUT.",
                null,
                Reason.MethodNotAllowed
            ),
            _ => RunnerAnswer.Conflict($"Step {address.Step} has ended, and what it left does not change."),
        };
    }

    private async Task<RunnerAnswer> LogAsync(HttpRequest request, RunnerAddress address, CancellationToken cancellation)
    {
        if (
            request.Query is not { Count: 1 } query
            || !long.TryParse(query["offset"], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
        )
        {
            return new(
                HttpStatusCode.BadRequest,
                "offset: say, and nothing else, how many bytes of the log stand before what is sent.",
                null,
                Reason.BadArgument
            );
        }
        var piece = new ArrayBufferWriter<byte>();
        for (int read; (read = await request.Body.ReadAsync(piece.GetMemory(), cancellation)) > 0; )
        {
            piece.Advance(read);
            if (piece.WrittenCount > RunnerLogs.MostBytes)
            {
                return RunnerAnswer.TooLarge($"A piece of a log has at most {RunnerLogs.MostBytes} bytes; send it in several.");
            }
        }
        return await logs.AppendAsync(address, offset, piece.WrittenMemory, cancellation);
    }

    private async Task<RunnerAnswer> ArtifactAsync(
        HttpRequest request,
        long accountId,
        RunnerAddress address,
        CancellationToken cancellation
    )
    {
        if (request.Query.Count > 0)
        {
            return new(HttpStatusCode.BadRequest, "An artifact is sent without a query.", null, Reason.BadArgument);
        }
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = RunnerArtifacts.MostBytes;
        }
        try
        {
            return await artifacts.KeepAsync(accountId, address, request.Body, cancellation);
        }
        catch (BadHttpRequestException broken) when (broken.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return RunnerAnswer.TooLarge($"An artifact has at most {RunnerArtifacts.MostBytes} bytes.");
        }
    }

    private async Task AnswerAsync(HttpContext http, IncomingCall call, RunnerAnswer answer, RecordWord word)
    {
        var (status, message) = (answer.Status, answer.Message);
        if (answer.Reason is { } reason)
        {
            var refused = await path.RefuseAsync(call, new Refusal(reason, status, message), http.RequestAborted, word: word);
            (status, message) = (refused.Refusal!.Status, refused.Refusal.Message);
        }
        http.Response.StatusCode = (int)status;
        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        if (message.Length > 0)
        {
            json.WriteString("message", message);
        }
        if (answer.Size is { } size)
        {
            json.WriteNumber("size", size);
        }
        json.WriteEndObject();
    }
}

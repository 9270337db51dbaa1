using System.Globalization;
using System.Net;
using Headgate.Gate.Upstreams.Accounts;

namespace Headgate.Gate.Upstreams.Forwarding;

/// <summary>The faults of accounts elsewhere, in words.</summary>
internal static class UpstreamFaults
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public static UpstreamFault Timeout(KnownUpstream upstream) =>
        Of(
            "timeout",
            HttpStatusCode.GatewayTimeout,
            $"{Name(upstream)} did not answer within {Seconds(upstream.Timeout)} seconds. Try again later; 'headgate upstream list' shows its health.",
            $"no answer within {Seconds(upstream.Timeout)} seconds"
        ) with
        {
            IsOutage = true,
            MayHaveArrived = true,
        };

    public static UpstreamFault Unreachable(KnownUpstream upstream) =>
        Of(
            "unreachable",
            HttpStatusCode.BadGateway,
            $"{Name(upstream)} cannot be reached. Nothing was done; try again later, and tell the operator when it stays so.",
            "it could not be reached"
        ) with
        {
            IsUndone = true,
            IsOutage = true,
        };

    public static UpstreamFault Tls(KnownUpstream upstream) =>
        Of(
            "tls-failed",
            HttpStatusCode.BadGateway,
            $"The certificate of {Lower(upstream)} is not that of its host, so nothing was sent. Tell the operator.",
            "its certificate was refused, so that the token was not sent"
        ) with
        {
            IsUndone = true,
            IsOutage = true,
            IsSevere = true,
        };

    public static UpstreamFault Broken(KnownUpstream upstream) =>
        Of(
            "framing-error",
            HttpStatusCode.BadGateway,
            $"{Name(upstream)} broke off its answer.",
            "upstream framing error: its answer broke off"
        ) with
        {
            IsOutage = true,
            MayHaveArrived = true,
        };

    public static UpstreamFault Resting(KnownUpstream upstream, TimeSpan wait) =>
        Of(
            "circuit-open",
            HttpStatusCode.ServiceUnavailable,
            $"{Name(upstream)} has failed several times in a row and is left alone for a moment. Nothing was sent; try again after the time in Retry-After.",
            "it failed several times in a row, so that nothing was sent"
        ) with
        {
            RetryAfter = wait,
        };

    public static UpstreamFault Redirect(KnownUpstream upstream, string host) =>
        Of(
            "redirect-refused",
            HttpStatusCode.BadGateway,
            $"{Name(upstream)} answered with a redirect, which is not followed: the token is for its own address only.",
            $"it redirected to {host}, which was not followed"
        ) with
        {
            MayHaveArrived = true,
        };

    public static UpstreamFault Unauthorised(KnownUpstream upstream) =>
        Of(
            "upstream-unauthorised",
            HttpStatusCode.BadGateway,
            $"{Name(upstream)} refuses the gate's token: it was revoked, or has ended. The operator can give a new one with 'headgate upstream update {upstream.Name} --token-file FILE'.",
            "it refused the gate's token"
        ) with
        {
            IsUndone = true,
            IsSevere = true,
        };

    public static UpstreamFault Forbidden(KnownUpstream upstream) =>
        Of(
            "upstream-forbidden",
            HttpStatusCode.BadGateway,
            $"{Name(upstream)} does not let the gate's token do this: its permission sets lack it. The agent's grant is not at fault; the operator can see with 'headgate upstream test {upstream.Name}' what the token may.",
            "it did not let the gate's token do this"
        ) with
        {
            IsUndone = true,
        };

    public static UpstreamFault Slower(KnownUpstream upstream, TimeSpan? wait) =>
        Of(
            "upstream-rate-limited",
            HttpStatusCode.TooManyRequests,
            $"{Name(upstream)} asks to call more slowly. Nothing was done; try again after the time in Retry-After.",
            "it asked to call more slowly"
        ) with
        {
            RetryAfter = Bounded(wait),
        };

    public static UpstreamFault Error(KnownUpstream upstream, int status) =>
        Of(
            "upstream-error",
            HttpStatusCode.BadGateway,
            $"{Name(upstream)} failed with {status}. Try again later; tell the operator when it stays so.",
            $"it answered {status}"
        ) with
        {
            IsOutage = status is 502 or 503 or 504,
            MayHaveArrived = true,
        };

    public static UpstreamFault Conflict(KnownUpstream upstream) =>
        Of(
            "upstream-conflict",
            HttpStatusCode.Conflict,
            $"{Name(upstream)} says that this contradicts what is there now. Read it again, then decide.",
            "it answered that the call contradicts what is there"
        );

    public static UpstreamFault TooLarge(KnownUpstream upstream) =>
        Of(
            "too-large",
            HttpStatusCode.BadGateway,
            $"{Name(upstream)} sent more than the gate takes. Ask for less, for example with limit.",
            "its answer was larger than the gate takes, and was cut off"
        ) with
        {
            MayHaveArrived = true,
        };

    public static UpstreamFault BadEncoding(KnownUpstream upstream) =>
        Of(
            "bad-encoding",
            HttpStatusCode.BadGateway,
            $"{Name(upstream)} packed its answer in a way that was not asked for.",
            "its answer was packed, unasked"
        ) with
        {
            MayHaveArrived = true,
        };

    public static UpstreamFault Packed(KnownUpstream upstream) =>
        Of(
            "bad-encoding",
            HttpStatusCode.BadGateway,
            $"The file of {Lower(upstream)} is packed, so that nobody could see what is in it; it is not passed on.",
            "its file was packed, and was not passed on"
        );

    public static UpstreamFault BadJson(KnownUpstream upstream) =>
        Of(
            "bad-json",
            HttpStatusCode.BadGateway,
            $"{Name(upstream)} sent what is no JSON, or not one that has one reading only.",
            "its answer was no clean JSON"
        ) with
        {
            MayHaveArrived = true,
        };

    public static UpstreamFault UnknownShape(KnownUpstream upstream) =>
        Of(
            "unknown-shape",
            HttpStatusCode.BadGateway,
            $"{Name(upstream)} sent an answer that cannot be judged, so it is withheld.",
            "its answer had an unknown shape and was withheld"
        ) with
        {
            MayHaveArrived = true,
        };

    public static UpstreamFault NotTaken(KnownUpstream upstream) =>
        Of(
            "upstream-refused",
            HttpStatusCode.BadRequest,
            $"{Name(upstream)} did not accept the query: it may be of another version than the schema here, or not have this door.",
            "it did not accept the query"
        );

    public static UpstreamFault OtherThing(KnownUpstream upstream, string asked, string got) =>
        Of(
            "id-mismatch",
            HttpStatusCode.BadGateway,
            "The upstream answered about another thing, so its answer is withheld.",
            $"id mismatch: asked for {asked}, got {got}; its answer was withheld"
        ) with
        {
            IsSevere = true,
            MayHaveArrived = true,
        };

    public static UpstreamFault Moved(KnownUpstream upstream) =>
        Of(
            "target-moved",
            HttpStatusCode.BadGateway,
            $"What the call was about lies elsewhere in {Lower(upstream)} by now, so the answer is withheld.",
            "target moved: the thing lies at another place than when the call was decided; its answer was withheld"
        ) with
        {
            IsSevere = true,
            MayHaveArrived = true,
        };

    public static UpstreamFault Differs(KnownUpstream upstream, string what) =>
        Of(
            "answer-differs",
            HttpStatusCode.BadGateway,
            $"{Name(upstream)} answers that it did something else than was asked; the answer is withheld. It may have happened otherwise: look before you try again.",
            $"answer differs: {what}; its answer was withheld"
        ) with
        {
            IsSevere = true,
        };

    /// <summary>What a caller is told to wait, whatever was asked of us: a moment at least, an hour at most.</summary>
    private static TimeSpan Bounded(TimeSpan? wait) =>
        wait is not { } asked || asked < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1)
        : asked > LongestWait ? LongestWait
        : asked;

    private static UpstreamFault Of(string code, HttpStatusCode status, string message, string says) => new(code, status, message, says);

    private static string Name(KnownUpstream upstream) => $"Upstream \"{upstream.Name}\"";

    private static string Lower(KnownUpstream upstream) => $"upstream \"{upstream.Name}\"";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}

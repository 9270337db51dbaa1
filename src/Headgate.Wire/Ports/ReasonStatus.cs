using System.Net;
using System.Text.Json;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>The one place where a reason becomes a status, a name in the record, and a message.</summary>
public static class ReasonStatus
{
    private static readonly string[] Names =
    [
        .. Enum.GetValues<Reason>().Select(r => JsonNamingPolicy.KebabCaseLower.ConvertName(r.ToString())),
    ];

    /// <summary>The reason's name in the record: <c>area-off</c>.</summary>
    public static string Code(this Reason reason) => Names[(int)reason];

    /// <summary>The status that a call refused for this reason gets.</summary>
    public static HttpStatusCode Status(this Reason reason) =>
        reason switch
        {
            Reason.MalformedHeader
            or Reason.BadPath
            or Reason.BadEncoding
            or Reason.Framing
            or Reason.AccountMismatch
            or Reason.BadJson
            or Reason.DuplicateField
            or Reason.TooDeep
            or Reason.Protocol
            or Reason.HeaderMismatch
            or Reason.TooCostly
            or Reason.BadArgument => HttpStatusCode.BadRequest,
            <= Reason.AgentDisabled or Reason.BadToken or Reason.NotInitialised => HttpStatusCode.Unauthorized,
            Reason.PathTooLong => HttpStatusCode.RequestUriTooLong,
            Reason.UnknownRoute
            or Reason.WrongAccount
            or Reason.NotFound
            or Reason.OutOfScope
            or Reason.UnknownTool
            or Reason.ForeignSession
            or Reason.ForeignRun => HttpStatusCode.NotFound,
            Reason.MethodNotAllowed => HttpStatusCode.MethodNotAllowed,
            Reason.IdempotencyConflict or Reason.IdempotencyUnknown => HttpStatusCode.Conflict,
            Reason.TooLarge => HttpStatusCode.RequestEntityTooLarge,
            Reason.UnsupportedMedia => HttpStatusCode.UnsupportedMediaType,
            Reason.BodyTimeout or Reason.HeaderTimeout or Reason.CallerLeft => HttpStatusCode.RequestTimeout,
            Reason.RateLimited or Reason.GuessingSuspected or Reason.Budget or Reason.ApprovalQueue => HttpStatusCode.TooManyRequests,
            Reason.CannotRecord or Reason.FactsUnavailable or Reason.Stopping => HttpStatusCode.ServiceUnavailable,
            _ => HttpStatusCode.Forbidden,
        };

    /// <summary>What a caller reads when no rule gave a better message: what is wrong and what to do.</summary>
    internal static string Message(this Reason reason) =>
        reason switch
        {
            Reason.NoCredential =>
                "Invalid token. Authentication credentials were not provided: send the header \"Authorization: Token <secret>\" (or Bearer).",
            Reason.EmptyCredential => "Invalid token. The Authorization header has no secret after Token or Bearer.",
            Reason.AmbiguousCredential => "Invalid token. Send exactly one Authorization header.",
            Reason.UnsupportedScheme =>
                "Invalid token. The Authorization header must begin with the word Token or Bearer, then the secret.",
            Reason.WrongRealm => "Invalid token. It is good for another door than this.",
            Reason.RetiredCredential =>
                "Invalid token. User API keys (40 hexadecimal digits) are withdrawn; use a service token (dbtc_…) or a personal access token (dbtu_…).",
            Reason.MalformedHeader => "The Authorization header holds control characters.",
            <= Reason.AgentDisabled =>
                "Invalid token. It is unknown, revoked or expired; ask an account admin for a service token or create a personal access token.",
            Reason.BadPath => "The path holds characters that no address of this API has.",
            Reason.BadEncoding => "The path is not UTF-8.",
            Reason.PathTooLong => "The address is too long.",
            Reason.UnknownRoute or Reason.WrongAccount or Reason.NotFound or Reason.OutOfScope => AnswerTexts.NotFound,
            Reason.Framing => "The request's framing is contradictory.",
            Reason.RateLimited => "Too many requests. Wait for the time in Retry-After, then go on more slowly.",
            Reason.GuessingSuspected => "Too many wrong keys from this address. Wait for the time in Retry-After.",
            Reason.CannotRecord => "The call cannot be recorded, so it was not done. Try again; tell the operator when it stays so.",
            Reason.KeyOutsideNetwork =>
                "This key is good only for calls from the networks that it was bound to, and this call comes from elsewhere. An administrator can make a key for this network.",
            Reason.BadToken => "Invalid token. It is not what this server accepts here; sign in again.",
            Reason.NotAdmitted =>
                "Your identity provider knows you, and you are no user of this server. An administrator can add you; the record says what was missing.",
            Reason.NotInitialised =>
                "This link is none that the server has printed. 'headgate sign-in' at the server prints a new one, which signs in for the first time.",
            Reason.KillSwitch => "All agents of this account are switched off by a person. Stop, and wait until they are on again.",
            Reason.Stopping => "The server is going down. Try again in a moment.",
            _ => "You don't have permission to do that.",
        };
}

namespace Headgate.Catalogue;

/// <summary>
/// Why a call was allowed, denied or refused: a closed list, written to the record in kebab case (<c>area-off</c>) and mapped to a status in one place.
/// </summary>
public enum Reason
{
    /// <summary>A grant or permission set allows it.</summary>
    Granted,

    /// <summary>No <c>Authorization</c> header.</summary>
    NoCredential,

    /// <summary>A scheme without a credential.</summary>
    EmptyCredential,

    /// <summary>More than one credential.</summary>
    AmbiguousCredential,

    /// <summary>A scheme other than Token and Bearer, or none.</summary>
    UnsupportedScheme,

    /// <summary>A credential with bytes that no key has.</summary>
    MalformedCredential,

    /// <summary>A header with control bytes.</summary>
    MalformedHeader,

    /// <summary>A credential too long to be one.</summary>
    OversizedHeader,

    /// <summary>A well-formed credential that belongs to nobody.</summary>
    UnknownCredential,

    /// <summary>One of the old user keys, which are dead.</summary>
    RetiredCredential,

    /// <summary>The token of an upstream, which no caller should have.</summary>
    UpstreamTokenPresented,

    /// <summary>A revoked credential.</summary>
    Revoked,

    /// <summary>A credential after its end.</summary>
    Expired,

    /// <summary>A replaced key after its time of grace.</summary>
    Rotated,

    /// <summary>A session of the console that somebody ended.</summary>
    SessionEnded,

    /// <summary>A link that signs in once, and has.</summary>
    LinkSpent,

    /// <summary>The agent is switched off.</summary>
    AgentDisabled,

    /// <summary>A path that the rules refuse before anything is matched.</summary>
    BadPath,

    /// <summary>A path that is not UTF-8.</summary>
    BadEncoding,

    /// <summary>A path or query string that is too long.</summary>
    PathTooLong,

    /// <summary>No operation has this path.</summary>
    UnknownRoute,

    /// <summary>The path exists, the method does not.</summary>
    MethodNotAllowed,

    /// <summary>The request's frame is contradictory.</summary>
    Framing,

    /// <summary>Another account than the caller's.</summary>
    WrongAccount,

    /// <summary>It does not exist.</summary>
    NotFound,

    /// <summary>It exists, outside the caller's scope.</summary>
    OutOfScope,

    /// <summary>No grant at all for the resource.</summary>
    AreaOff,

    /// <summary>The resource is granted to read only.</summary>
    ReadOnly,

    /// <summary>The action is not granted.</summary>
    ActionNotGranted,

    /// <summary>The grant has ended.</summary>
    GrantExpired,

    /// <summary>No permission set of the token allows it.</summary>
    PermissionMissing,

    /// <summary>An argument names something outside the scope.</summary>
    ArgumentOutOfScope,

    /// <summary>An argument that the grant does not allow, such as an override of a job's steps.</summary>
    ArgumentNotGranted,

    /// <summary>A thing of the whole account, and a grant that holds only at some places of it.</summary>
    ScopeNotApplicable,

    /// <summary>The operation is not sent on to accounts elsewhere.</summary>
    NotAtUpstream,

    /// <summary>A credential of one kind where another kind is needed: an agent's key at the gate's own administration.</summary>
    WrongRealm,

    /// <summary>The body's account is not the path's.</summary>
    AccountMismatch,

    /// <summary>The body is no JSON, or not the JSON that is asked for.</summary>
    BadJson,

    /// <summary>A name stands twice in the body.</summary>
    DuplicateField,

    /// <summary>The body is nested too deeply.</summary>
    TooDeep,

    /// <summary>The body is too large.</summary>
    TooLarge,

    /// <summary>A media type, charset or coding that is not served.</summary>
    UnsupportedMedia,

    /// <summary>The body did not arrive in time.</summary>
    BodyTimeout,

    /// <summary>The head did not arrive in time.</summary>
    HeaderTimeout,

    /// <summary>The address may not call.</summary>
    AddressRestricted,

    /// <summary>Too many calls.</summary>
    RateLimited,

    /// <summary>Too many wrong keys from one address.</summary>
    GuessingSuspected,

    /// <summary>The record cannot be written, so nothing is done.</summary>
    CannotRecord,

    /// <summary>What the decision needs cannot be looked up, so nothing is done.</summary>
    FactsUnavailable,

    /// <summary>The server is going down.</summary>
    Stopping,

    /// <summary>The caller left before anything was decided.</summary>
    CallerLeft,

    /// <summary>The request comes from a page of another site.</summary>
    BadOrigin,

    /// <summary>A page of another site made the browser send it.</summary>
    CrossSite,

    /// <summary>The request names a host that this server is not.</summary>
    BadHost,

    /// <summary>The message is none of its protocol.</summary>
    Protocol,

    /// <summary>A header says something else than the body, which is what counts.</summary>
    HeaderMismatch,

    /// <summary>An argument is missing, or is none that the tool has.</summary>
    BadArgument,

    /// <summary>There is no tool of that name.</summary>
    UnknownTool,

    /// <summary>The session is none of this caller's.</summary>
    ForeignSession,

    /// <summary>A runner's token is of another run.</summary>
    ForeignRun,

    /// <summary>A grant denies it, whatever others allow.</summary>
    ExplicitDeny,

    /// <summary>An argument that a rule of the grant does not allow.</summary>
    ArgumentRule,

    /// <summary>The grant does not hold at this hour.</summary>
    OutsideHours,

    /// <summary>The grant does not hold for calls from this network.</summary>
    NetworkNotAllowed,

    /// <summary>A rule of the grant cannot be evaluated.</summary>
    RuleNotEvaluable,

    /// <summary>The code that a run executes is not what its call was decided on, and touches more than its grant allowed.</summary>
    RuleDrift,

    /// <summary>The day's budget is used up.</summary>
    Budget,

    /// <summary>What the agent has done before, or has not, does not allow it.</summary>
    HistoryRule,

    /// <summary>No grant allows it; the agent is only observed, so that it passed.</summary>
    Observed,

    /// <summary>A person has to agree first.</summary>
    ApprovalNeeded,

    /// <summary>Something that a person agreed to has changed since.</summary>
    ApprovalStale,

    /// <summary>A person agreed to another call than this one.</summary>
    ApprovalMismatch,

    /// <summary>A person said no.</summary>
    ApprovalRefused,

    /// <summary>A call comes back with a state that is none of its own.</summary>
    ApprovalUnknown,

    /// <summary>The agent has too many questions open.</summary>
    ApprovalQueue,

    /// <summary>Whoever agreed could not do so any more.</summary>
    ApproverGone,

    /// <summary>All agents of the account are switched off.</summary>
    KillSwitch,

    /// <summary>The query asks for more than is answered at once.</summary>
    TooCostly,

    /// <summary>The key is good, but not for calls from this network.</summary>
    KeyOutsideNetwork,

    /// <summary>A token, code or request of OAuth, or a workload's token, that is not what it has to be.</summary>
    BadToken,

    /// <summary>An address that this server does not fetch from.</summary>
    BadTarget,

    /// <summary>The call's <c>Idempotency-Key</c> was another call's, or that of one whose answer is not kept.</summary>
    IdempotencyConflict,

    /// <summary>What came of the first call with this <c>Idempotency-Key</c> is not known.</summary>
    IdempotencyUnknown,

    /// <summary>A person's yes to this very call was used already, so that a new one is asked for.</summary>
    ApprovalSpent,

    /// <summary>The identity provider knows them, and they are no user here, or its word does not do.</summary>
    NotAdmitted,

    /// <summary>A link that signs in for the first time, and is none that this server printed.</summary>
    NotInitialised,

    /// <summary>What allowed a call that goes on for long has changed, or ended, meanwhile.</summary>
    GrantChanged,
}

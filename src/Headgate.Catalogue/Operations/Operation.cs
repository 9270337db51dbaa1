namespace Headgate.Catalogue;

/// <summary>
/// One thing that a caller can do, declared once beside its handler. Routing, authorisation, the gate's decision, the record's sentence,
/// the guide, MCP tools and the OpenAPI document are made from it.
/// </summary>
public sealed record Operation
{
    private readonly Access? _access;
    private readonly BodyForm? _body;
    private readonly TargetRule? _target;
    private readonly TargetRule _inRoute = TargetRule.Account;

    /// <summary>Stable name: area and verb, such as <c>jobs.create</c>. The v2 twin of a v3 operation has an id of its own (<c>projects.list.v2</c>).</summary>
    public required string Id { get; init; }

    /// <summary>HTTP method in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// Path with typed values: <c>/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/</c>; <c>{subscription_id}</c> is a text of one segment,
    /// <c>{path*}</c> the rest. Both forms, with the closing slash and without, are served.
    /// </summary>
    public required string Route
    {
        get;
        init => (field, _inRoute) = (value, RouteTargets.Of(value));
    }

    /// <summary>The part of the guide where it stands: its capability's.</summary>
    public Area Area => Capability.Area;

    /// <summary>What an agent must have been granted.</summary>
    public required Capability Capability { get; init; }

    /// <summary>Whether it changes something: what its permission says, unless reading needs a right to write.</summary>
    public Access Access
    {
        get => _access ?? Permission.Access;
        init => _access = value;
    }

    /// <summary>What a token's permission sets must hold.</summary>
    public required Permission Permission { get; init; }

    /// <summary>Names of the permission sets that the guide recommends as sufficient, narrowest first, such as "Job Viewer".</summary>
    public required IReadOnlyList<string> Suffices { get; init; }

    /// <summary>
    /// Enum names of permission sets that are allowed beside what <see cref="Permission"/> says: where the guide names a set as sufficient that the
    /// table of permissions leaves out, the guide wins.
    /// </summary>
    public IReadOnlyList<string> AlsoAllowedFor { get; init; } = [];

    /// <summary>What can go wrong, in words.</summary>
    public required string Risk { get; init; }

    /// <summary>How the thing it is aimed at is found: the innermost thing that its path names, unless it says otherwise.</summary>
    public TargetRule Target
    {
        get => _target ?? _inRoute;
        init => _target = value;
    }

    /// <summary>
    /// The record's sentence, with <c>{actor}</c>, <c>{target}</c>, route values, and <c>{name}</c> (the body's <c>name</c>) as placeholders,
    /// such as <c>{actor} cancelled {target}</c>. It is written for the act as allowed; a refusal says "was refused: ".
    /// </summary>
    public required string Sentence { get; init; }

    /// <summary>The sentence where the body's <c>state</c> is 2, which deletes the thing; null where no body does that.</summary>
    public string? DeletionSentence { get; init; }

    /// <summary>One line for lists.</summary>
    public required string Summary { get; init; }

    /// <summary>Some sentences for someone who builds an agent.</summary>
    public required string Description { get; init; }

    /// <summary>Where its behaviour comes from: a page of the documentation, or <c>openapi-v2: operationId</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Version of the API: <c>v2</c>, <c>v3</c> or <c>gate v1</c>, as in the route.</summary>
    public string Version =>
        Route.StartsWith("/api/v3/", StringComparison.Ordinal) ? "v3"
        : IsOwnAddress ? "gate v1"
        : "v2";

    /// <summary>Whether it administers the gate itself, which no agent's key may.</summary>
    public bool IsGateAdministration => IsOwnAddress && !OpenToAgents;

    /// <summary>
    /// Whether agents may be granted it although its address is one of our own: it does something of the platform that dbt's API has no address for. Whatever does not say
    /// so below <c>/api/gate/</c> administers the gate.
    /// </summary>
    public bool OpenToAgents { get; init; }

    /// <summary>
    /// Whether every known caller may, without a grant: only where it learns nothing but its own rights. Whatever does not say so is denied without a grant.
    /// </summary>
    public bool NeedsNoGrant { get; init; }

    /// <summary>Id of the operation that this one is another address of; null for none. Doors that call by name have no use for a second address.</summary>
    public string? TwinOf { get; init; }

    /// <summary>
    /// Whether it does nothing itself: its caller asks for leave to do something elsewhere, and the record has it. Only what does that has a use for it: no tool is made of it.
    /// </summary>
    public bool GivesLeave { get; init; }

    /// <summary>Whether it calls tools of other servers, which stand under names of their own among the tools: none is made of it.</summary>
    public bool BringsTools { get; init; }

    /// <summary>Whether a call of it can take long, so that it is decided again and again while it works, and ended as soon as it would be refused.</summary>
    public bool TakesLong { get; init; }

    /// <summary>
    /// Whether this server does it whatever account its caller works in: it is about nothing that lies in that account. Whatever does not say so is sent on to the account, or
    /// denied where that cannot be judged.
    /// </summary>
    public bool DoneHere { get; init; }

    /// <summary>
    /// The door of dbt that its query is for; null for operations that take none. For a caller whose account is elsewhere the query is sent on to that door, and the answer is
    /// read as the query says.
    /// </summary>
    public DocumentDoor? Document { get; init; }

    private bool IsOwnAddress => Route.StartsWith("/api/gate/", StringComparison.Ordinal);

    /// <summary>The webhook event that it causes, such as <c>job.run.started</c>; null for none.</summary>
    public string? Event { get; init; }

    /// <summary>The body it takes: the one that its fields are in, unless it says otherwise.</summary>
    public BodyForm Body
    {
        get => _body ?? Fields.Body;
        init => _body = value;
    }

    /// <summary>What can be sent with it in the query string and the body.</summary>
    public Fields Fields { get; init; } = Fields.None;

    /// <summary>
    /// Whether a call with these arguments gives somebody rights: a token, or the members of a group. Its handler checks that the caller holds what it gives, and an
    /// agent has to hold everything. Null for operations that never do.
    /// </summary>
    public Func<FieldSource, bool>? GivesRights { get; init; }

    /// <summary>
    /// Which of <see cref="ShownFacts"/> a call with these arguments asks for: a grant that withholds one of them does not allow it. Null for operations that show none.
    /// </summary>
    public Func<FieldSource, IReadOnlyCollection<string>>? Shows { get; init; }

    /// <summary>
    /// Whether a call with these arguments begins something that budgets count beside the call itself. Null where each call does: reading what came of a query, for one, takes
    /// nothing more than the query took.
    /// </summary>
    public Func<FieldSource, bool>? Begins { get; init; }

    /// <summary>Whether it tells why the run failed that it is aimed at: grants can ask for that to be read before the run is retried.</summary>
    public bool TellsRunError { get; init; }

    /// <summary>Related things that <c>include_related</c> can add to its answer.</summary>
    public IReadOnlyList<Include> Includes { get; init; } = [];

    /// <summary>What it answers when it succeeds.</summary>
    public required AnswerForm Answers { get; init; }

    /// <summary>Whether its answer has a secret that is shown this once: it is kept for nobody who sends the call again.</summary>
    public bool AnswersSecret { get; init; }

    /// <summary>Everything that can be sent with it: values of the path, filters, fields of the body, related things.</summary>
    public IReadOnlyList<Field> AllFields =>
        [.. RouteFields.Of(Route), .. BodyFields.OfPath(this), .. Fields.All, .. IncludeField.Of(Includes)];

    /// <summary>Whether it answers a page of a list.</summary>
    public bool Listed => Answers.Kind == AnswerKind.Page;

    /// <summary>
    /// Whether it is about single things inside its target, so that a grant for some of them suffices: a read shows those alone, and the body of a write names the place
    /// that is meant.
    /// </summary>
    public bool ConcernsParts { get; init; }

    /// <summary>The frame of its answers.</summary>
    public EnvelopeForm Envelope { get; init; }

    /// <summary>
    /// Whether it answers with a file or with events, and not in one piece. The outcome of such a call follows its bytes, so that its decision has to be recorded before they
    /// leave.
    /// </summary>
    public bool AnswersInParts => Answers.Kind is AnswerKind.File or AnswerKind.Events;

    /// <summary>One of the 32 endpoints of the guide (mission), rather than one of those around them.</summary>
    public bool InGuide { get; init; }

    /// <summary>Calls of it that one caller may make in a minute; null where only the account's limit holds.</summary>
    public int? CallsPerMinute { get; init; }

    /// <summary>Limits in words; null where only the general ones hold.</summary>
    public string? Limits { get; init; }

    /// <summary>When it came and changed, oldest first.</summary>
    public IReadOnlyList<Change> History { get; init; } = [new("0.1.0", "First version.")];

    /// <summary>The level of <see cref="Capability"/> that an agent needs.</summary>
    public Level NeededLevel => Capability.Kind == CapabilityKind.Action || Access == Access.Write ? Level.Full : Level.Read;

    /// <summary>The same operation under another address: a twin with an id of its own, which the guide does not list among its 32 endpoints.</summary>
    /// <param name="id">Its id, such as <c>projects.list.v2</c>.</param>
    /// <param name="route">Its path.</param>
    /// <param name="source">Where this address comes from.</param>
    /// <param name="answers">What it answers there, where that differs.</param>
    public Operation At(string id, string route, string source, AnswerForm? answers = null) =>
        this with
        {
            Id = id,
            Route = route,
            Source = source,
            Answers = answers ?? Answers,
            InGuide = false,
            TwinOf = TwinOf ?? Id,
        };

    /// <summary>The same in v2, whose paths name no project where the thing's own id says enough.</summary>
    /// <param name="source">Where this address comes from.</param>
    /// <param name="answers">What it answers there, where that differs.</param>
    public Operation InV2(string source, AnswerForm? answers = null)
    {
        const string Project = "/projects/{project_id:long}";
        var route = Route.Replace("/api/v3/", "/api/v2/", StringComparison.Ordinal);
        return At(
            Id + ".v2",
            route.EndsWith(Project + "/", StringComparison.Ordinal) ? route : route.Replace(Project, "", StringComparison.Ordinal),
            source,
            answers
        );
    }
}

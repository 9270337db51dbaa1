using Headgate.Gate.Journal.Text;

namespace Headgate.Gate.Journal.Reading;

/// <summary>Which records are wanted; members that are null do not narrow.</summary>
public sealed record JournalQuery
{
    /// <summary>An agent's or token's name or id.</summary>
    public string? Caller { get; init; }

    /// <summary>A kind of caller: agent, service_token, personal_token or operator.</summary>
    public string? CallerKind { get; init; }

    /// <summary>Name or id of a client, a workload or a person in whose name an agent acted.</summary>
    public string? For { get; init; }

    /// <summary>An operation's id, or its beginning with a star: <c>jobs.*</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>Allowed, Denied, Refused, Held or Stopped.</summary>
    public string? Decision { get; init; }

    /// <summary>A reason code.</summary>
    public string? Reason { get; init; }

    /// <summary>A kind of record: decision, outcome, change, checkpoint …</summary>
    public string? Kind { get; init; }

    /// <summary>A project's id.</summary>
    public long? Project { get; init; }

    /// <summary>A job's id.</summary>
    public long? Job { get; init; }

    /// <summary>A run's id.</summary>
    public long? Run { get; init; }

    /// <summary>A request's id.</summary>
    public string? Request { get; init; }

    /// <summary>Text that the sentence holds, in any case.</summary>
    public string? Text { get; init; }

    /// <summary>Text that the note holds.</summary>
    public string? Note { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>An account: its records, and those that belong to none.</summary>
    public long? Account { get; init; }

    /// <summary>Records with a higher number only.</summary>
    public long After { get; init; }

    /// <summary>Records with a lower number only; null for all.</summary>
    public long? Before { get; init; }

    /// <summary>Whether the outcomes and the journal's own records are left out, as a story reads best.</summary>
    public bool StoryOnly { get; init; }

    /// <summary>Whether a record is wanted.</summary>
    /// <param name="record">A record.</param>
    public bool Wants(JournalRecord record) =>
        record.Sequence > After
        && (Before is null || record.Sequence < Before)
        && (Since is null || record.Time >= Since)
        && (Until is null || record.Time < Until)
        && (!StoryOnly || record.Kind is not ("outcome" or "checkpoint"))
        && Same(Kind, record.Kind)
        && Same(Decision, record.Decision)
        && Same(Reason, record.Reason)
        && Same(Request, record.Request)
        && WantsOperation(record.Operation)
        && WantsCaller(record.Caller)
        && Same(CallerKind, record.Caller?.Kind)
        && WantsFor(record.Caller?.For)
        && (Account is null || record.Path?.Account is null || record.Path.Account == Account)
        && (Project is null || record.Path?.Project == Project)
        && (Job is null || record.Path?.Job == Job)
        && (Run is null || record.Path?.Run == Run)
        && (Note is null || record.Note?.Contains(Note, StringComparison.Ordinal) == true)
        && WantsText(record.Sentence);

    private static bool Same(string? wanted, string? found) =>
        wanted is null || string.Equals(wanted, found, StringComparison.OrdinalIgnoreCase);

    private bool WantsOperation(string? found)
    {
        if (Operation is null)
        {
            return true;
        }
        return Operation.EndsWith('*')
            ? found?.StartsWith(Operation.AsSpan(0, Operation.Length - 1), StringComparison.Ordinal) == true
            : Same(Operation, found);
    }

    private bool WantsCaller(RecordedCaller? found) =>
        Caller is null || (found is not null && (SameText(Caller, found.Name) || (long.TryParse(Caller, out var id) && id == found.Id)));

    private bool WantsFor(IReadOnlyList<RecordedPrincipal>? found) =>
        For is null || (found is not null && found.Any(p => SameText(For, p.Name) || SameText(For, p.Id)));

    private bool WantsText(string? sentence) =>
        Text is null || (sentence is not null && Spellings(Text).Any(s => sentence.Contains(s, StringComparison.OrdinalIgnoreCase)));

    private static bool SameText(string wanted, string found) =>
        Spellings(wanted).Any(s => string.Equals(s, found, StringComparison.OrdinalIgnoreCase));

    /// <summary>A text as people write it, and as the journal does: with what is hidden written out, and long names cut.</summary>
    private static IEnumerable<string> Spellings(string text) =>
        new[] { text, VisibleText.Of(text), VisibleText.Of(text, int.MaxValue) }.Distinct(StringComparer.Ordinal);
}

using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>What is known of a call so far; each step of the path adds to it.</summary>
internal sealed class CallState(IncomingCall incoming)
{
    public IncomingCall Incoming => incoming;

    public Operation? Operation => incoming.Operation?.Spec;

    public Caller Caller { get; set; } = Caller.Anonymous;

    public string? Fingerprint { get; set; }

    public string? Note { get; set; }

    public Target? Target { get; set; }

    public CallArguments Arguments { get; set; } = CallArguments.None;

    public bool IsDeletion { get; set; }

    public string? AgreedCommit { get; set; }

    public string? RunTerms { get; set; }

    public RecordedArguments? Recorded { get; set; }

    public Decision? Decision { get; set; }

    /// <summary>Whether it is only asked what would be decided: nothing of it is recorded.</summary>
    public bool IsExplanation { get; init; }

    /// <summary>Whether its refusal stands in the record: a call has one decision, also where its caller leaves right after it.</summary>
    public bool IsRefused { get; set; }

    /// <summary>The entry of the record as it is now.</summary>
    public CallRecord Record(RecordWord word, Reason reason, string sentence, int status) =>
        new()
        {
            RequestId = incoming.RequestId,
            Caller = Caller,
            Fingerprint = Fingerprint,
            Address = incoming.Address,
            Claims = incoming.Claims,
            Surface = incoming.Surface,
            Tool = incoming.Tool,
            Method = incoming.Method,
            Path = incoming.Path,
            Operation = Operation,
            Target = Target,
            Arguments = Recorded,
            Word = word,
            Reason = reason,
            Decision = Decision,
            Note = Note,
            Status = status,
            Sentence = sentence,
        };
}

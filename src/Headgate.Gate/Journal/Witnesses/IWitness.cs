using Headgate.Gate.Journal.Checking;

namespace Headgate.Gate.Journal.Witnesses;

/// <summary>A place outside of the journal's folder that keeps the journal's heads.</summary>
internal interface IWitness : IDisposable
{
    /// <summary>What a person calls it, without secrets.</summary>
    string Name { get; }

    /// <summary>Completes when the witness has taken the head; throws an IOException or HttpRequestException where it does not.</summary>
    Task KeepAsync(JournalHead head, CancellationToken cancellation);
}

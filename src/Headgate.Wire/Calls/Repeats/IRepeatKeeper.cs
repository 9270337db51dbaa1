namespace Headgate.Wire;

/// <summary>Remembers which calls were made under which names of their senders', on every server of the installation, so that none is done twice.</summary>
public interface IRepeatKeeper
{
    /// <summary>
    /// Looks for the name, and takes it where it is free, in one step that no other call can share. Where the first of the name is being done, it waits for its end.
    /// </summary>
    /// <param name="key">The name.</param>
    /// <param name="call">The call, as it was decided.</param>
    /// <param name="cancellation">Ends the wait; nothing is taken then.</param>
    ValueTask<RepeatFound> BeginAsync(string key, TermsCall call, CancellationToken cancellation);

    /// <summary>Says how the first call of a name ended.</summary>
    /// <param name="found">What <see cref="BeginAsync"/> gave.</param>
    /// <param name="answer">What is kept; null where nothing was done, so that the name is free again.</param>
    ValueTask EndAsync(RepeatFound found, KeptAnswer? answer);

    /// <summary>Says that nobody knows how the first call of a name ended.</summary>
    /// <param name="found">What <see cref="BeginAsync"/> gave.</param>
    void Lose(RepeatFound found);
}

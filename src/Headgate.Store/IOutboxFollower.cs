namespace Headgate.Store;

/// <summary>Someone who follows the outbox in another part of the server, and is told when it has something new.</summary>
public interface IOutboxFollower
{
    /// <summary>Says that there is something new; any number of calls before it is heard count as one.</summary>
    void Raise();
}

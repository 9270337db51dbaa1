namespace Headgate.Gate.Repeats;

/// <summary>The name of a call that is being done on this server.</summary>
internal sealed class HeldName(CallName name, string digest, string request)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The name.</summary>
    public CallName Name => name;

    /// <summary>The call, in its canonical form.</summary>
    public string Digest => digest;

    /// <summary>The request that does it.</summary>
    public string Request => request;

    /// <summary>Its row.</summary>
    public long Row { get; set; }

    /// <summary>Done when it has ended, whatever came of it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Lets those go who wait.</summary>
    public void End() => _ended.TrySetResult();
}

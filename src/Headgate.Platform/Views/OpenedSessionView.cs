namespace Headgate.Platform.Views;

/// <summary>A session that was just opened. The only place where its secret is on the wire.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Secret">What the console's cookie holds; it cannot be shown again.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
internal sealed record OpenedSessionView(long Id, string Secret, DateTimeOffset ExpiresAt)
{
    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"session {Id}";
}

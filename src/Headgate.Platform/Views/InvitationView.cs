namespace Headgate.Platform.Views;

/// <summary>A person who was just added. The only place where their link is on the wire.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Email">Their address.</param>
/// <param name="Link">Signs them in to the console once; it cannot be shown again.</param>
/// <param name="ExpiresAt">Until when the link can be used.</param>
internal sealed record InvitationView(long Id, string Email, string Link, DateTimeOffset ExpiresAt)
{
    /// <summary>Shows no link.</summary>
    public override string ToString() => $"user {Id}";
}

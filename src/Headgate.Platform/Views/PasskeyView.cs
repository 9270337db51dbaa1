namespace Headgate.Platform.Views;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name given by the person.</param>
/// <param name="IsBackedUp">Whether it lies on several devices.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="LastUsed">When it last signed somebody in; null for never.</param>
internal sealed record PasskeyView(long Id, string Name, bool IsBackedUp, DateTimeOffset CreatedAt, DateTimeOffset? LastUsed);

namespace Headgate.WebConsole.Models;

/// <summary>A passkey of the viewer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="IsBackedUp">Whether it lies on several devices.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="LastUsed">When it last signed the person in; null for never.</param>
public sealed record PasskeyModel(long Id, string Name, bool IsBackedUp, DateTimeOffset CreatedAt, DateTimeOffset? LastUsed);

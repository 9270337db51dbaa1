namespace Headgate.Platform.Views;

/// <summary>A session as its owner and administrators see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Whose it is: the user's address, or the name of the service token.</param>
/// <param name="Kind"><c>service_token</c> or <c>personal_access_token</c>.</param>
/// <param name="OpenedFrom">The address that it was opened from.</param>
/// <param name="Browser">What the browser calls itself.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="LastUsed">Last call, to the minute.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="IsThis">Whether it is the session of this call.</param>
internal sealed record SessionView(
    long Id,
    string Name,
    string Kind,
    string OpenedFrom,
    string Browser,
    DateTimeOffset OpenedAt,
    DateTimeOffset LastUsed,
    DateTimeOffset ExpiresAt,
    bool IsThis
);

using Headgate.Catalogue;
using Headgate.Platform.Tokens;

namespace Headgate.Platform.Sessions;

/// <summary>Secrets of sessions and of links, and how long they hold.</summary>
internal static class SessionSecret
{
    /// <summary>Prefix of sessions.</summary>
    public const string SessionPrefix = "hgs_";

    /// <summary>Prefix of links that open one.</summary>
    public const string LinkPrefix = "hgl_";

    /// <summary>How long a session lasts, whatever is done with it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>How long a session lasts while nothing is done with it.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>How long a link can be used.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(30);

    /// <summary>A new secret of a session.</summary>
    public static Secret New() => TokenSecret.New(SessionPrefix);
}

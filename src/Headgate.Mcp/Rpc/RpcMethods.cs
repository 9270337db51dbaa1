using System.Collections.Frozen;

namespace Headgate.Mcp.Rpc;

/// <summary>The methods that the door knows. What is not here is refused before anything looks at it.</summary>
internal static class RpcMethods
{
    private static readonly FrozenSet<string> Both =
    [
        "tools/list",
        "tools/call",
        "resources/list",
        "resources/templates/list",
        "resources/read",
    ];

    /// <summary>Clients of the inspector kind set a level of logs although none are offered; it is taken, and no log is sent.</summary>
    private static readonly FrozenSet<string> WithInitialize = ["initialize", "ping", "logging/setLevel"];

    private static readonly FrozenSet<string> Stateless = ["server/discover", "tasks/get", "tasks/update", "tasks/cancel"];

    private static readonly FrozenSet<string> Notifications =
    [
        "notifications/initialized",
        "notifications/cancelled",
        "notifications/progress",
        "notifications/roots/list_changed",
    ];

    /// <summary>Whether a request of a revision may name it.</summary>
    public static bool IsKnown(string method, bool isStateless) =>
        Both.Contains(method) || (isStateless ? Stateless : WithInitialize).Contains(method);

    /// <summary>Whether a notification may name it.</summary>
    public static bool IsNotification(string method) => Notifications.Contains(method);
}

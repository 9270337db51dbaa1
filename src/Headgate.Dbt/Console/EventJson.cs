using System.Globalization;

namespace Headgate.Dbt.Console;

/// <summary>Events in dbt's JSON form.</summary>
internal static class EventJson
{
    /// <summary>The line of an event.</summary>
    public static string Line(
        ConsoleEvent told,
        DateTimeOffset at,
        string invocationId,
        string thread,
        OrderedDictionary<string, object?> extra
    ) =>
        PythonJson.Write(
            new OrderedDictionary<string, object?>
            {
                ["data"] = told.Data,
                ["info"] = new OrderedDictionary<string, object?>
                {
                    ["category"] = "",
                    ["code"] = told.Code,
                    ["extra"] = extra,
                    ["invocation_id"] = invocationId,
                    ["level"] = told.Level.ToString().ToLowerInvariant(),
                    ["msg"] = Paint.Remove(told.Message),
                    ["name"] = told.Name,
                    ["pid"] = (long)Environment.ProcessId,
                    ["thread"] = thread,
                    ["ts"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
                },
            },
            sortKeys: true
        );
}

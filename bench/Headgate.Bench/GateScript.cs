namespace Headgate.Bench;

/// <summary>Requests of many agents, each in its turn, for <c>wrk</c>. They are written before the load begins.</summary>
internal static class GateScript
{
    /// <summary>A script that sends one request over and over, each time with the next key.</summary>
    /// <param name="method">The method.</param>
    /// <param name="body">The body, JSON; null for none.</param>
    /// <param name="keys">The agents' keys.</param>
    public static string Of(string method, string? body, IEnumerable<string> keys) =>
        $$"""
            local requests, next = {}, 0
            function init(args)
              wrk.headers["Content-Type"] = {{(body is null ? "nil" : "\"application/json\"")}}
              for key in string.gmatch([[{{string.Join(' ', keys)}}]], "%S+") do
                wrk.headers["Authorization"] = "Bearer " .. key
                requests[#requests + 1] = wrk.format("{{method}}", nil, nil, {{(body is null ? "nil" : $"[[{body}]]")}})
              end
            end
            function request()
              next = next % #requests + 1
              return requests[next]
            end
            """;
}

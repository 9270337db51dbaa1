namespace Headgate.Bench;

/// <summary>Requests of the MCP door, for <c>wrk</c>.</summary>
internal static class McpScript
{
    /// <summary>A script that sends one message, of the revision without sessions, over and over.</summary>
    public static string Of(string method, string parameters, string? name)
    {
        var comma = parameters.Length == 0 ? "" : ",";
        var body =
            $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{method}\",\"params\":{{{parameters}{comma}\"_meta\":{{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{{}}}}}}}}";
        return $$"""
            wrk.method = "POST"
            wrk.body = [[{{body}}]]
            wrk.headers["Content-Type"] = "application/json"
            wrk.headers["Accept"] = "application/json, text/event-stream"
            wrk.headers["MCP-Protocol-Version"] = "2026-07-28"
            wrk.headers["Mcp-Method"] = "{{method}}"
            {{(name is null ? "" : $"wrk.headers[\"Mcp-Name\"] = \"{name}\"")}}
            """;
    }
}

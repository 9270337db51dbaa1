using System.Text.Json.Nodes;

namespace Headgate.Cli.Mcp;

/// <summary>How a client of MCP is told of a server. No configuration has a key in it: each names a place from which the client takes one.</summary>
/// <param name="Name">The client, as the command line names it.</param>
/// <param name="Servers">The member that servers stand in.</param>
/// <param name="Key">What stands for the key.</param>
/// <param name="Place">Where the configuration goes, as a sentence.</param>
internal sealed record ClientConfig(string Name, string Servers, string Key, string Place)
{
    private const string ServerName = "headgate";

    /// <summary>The word for a server that the client starts; null where it needs none.</summary>
    public string? LocalType { get; init; }

    /// <summary>The word for a server at an address; null where it needs none.</summary>
    public string? RemoteType { get; init; }

    /// <summary>Whether the client asks its user for the key, and keeps it.</summary>
    public bool AsksForKey { get; init; }

    /// <summary>Whether the client starts servers only, so that a program stands between it and an address.</summary>
    public bool StartsOnly { get; init; }

    /// <summary>The local server.</summary>
    /// <param name="program">The program.</param>
    /// <param name="folder">The project's folder.</param>
    /// <param name="gate">Address of the server whose gate commands pass; null for none.</param>
    public JsonObject Local(string program, string folder, string? gate)
    {
        var variables = new JsonObject { ["DBT_PROJECT_DIR"] = folder };
        if (gate is not null)
        {
            variables["HEADGATE_URL"] = gate;
            variables["HEADGATE_TOKEN"] = Key;
        }
        return Whole(Typed(LocalType, Started(program, ["mcp"], variables)), needsKey: gate is not null);
    }

    /// <summary>The remote server.</summary>
    /// <param name="address">The address of its door.</param>
    public JsonObject Remote(string address) =>
        Whole(
            StartsOnly
                // Its arguments are split at blanks on some systems, so that the header's value comes by a variable.
                ? Started(
                    "npx",
                    ["-y", "mcp-remote", address, "--header", "Authorization:${HEADGATE_AUTHORIZATION}"],
                    new JsonObject { ["HEADGATE_AUTHORIZATION"] = $"Bearer {Key}" }
                )
                : Typed(
                    RemoteType,
                    new JsonObject
                    {
                        ["url"] = address,
                        ["headers"] = new JsonObject { ["Authorization"] = $"Bearer {Key}" },
                    }
                ),
            needsKey: true
        );

    private static JsonObject Started(string program, JsonArray arguments, JsonObject variables) =>
        new()
        {
            ["command"] = program,
            ["args"] = arguments,
            ["env"] = variables,
        };

    private static JsonObject Typed(string? type, JsonObject server)
    {
        if (type is not null)
        {
            server.Insert(0, "type", type);
        }
        return server;
    }

    private JsonObject Whole(JsonObject server, bool needsKey)
    {
        var whole = new JsonObject { [Servers] = new JsonObject { [ServerName] = server } };
        if (AsksForKey && needsKey)
        {
            whole["inputs"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "promptString",
                    ["id"] = "headgate-key",
                    ["description"] = "Headgate: the agent's key",
                    ["password"] = true,
                }
            );
        }
        return whole;
    }
}

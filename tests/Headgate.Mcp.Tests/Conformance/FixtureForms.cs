using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Mcp.Tests.Conformance;

/// <summary>The forms that the suite's tools show to a person.</summary>
internal static class FixtureForms
{
    private static readonly string[] Options = ["option1", "option2", "option3"];

    public static ElicitRequestParams.RequestSchema User =>
        new()
        {
            Properties = { ["username"] = new ElicitRequestParams.StringSchema(), ["email"] = new ElicitRequestParams.StringSchema() },
            Required = ["username", "email"],
        };

    public static ElicitRequestParams.RequestSchema Defaults =>
        new()
        {
            Properties =
            {
                ["name"] = new ElicitRequestParams.StringSchema { Default = "John Doe" },
                ["age"] = new ElicitRequestParams.NumberSchema { Type = "integer", Default = 30 },
                ["score"] = new ElicitRequestParams.NumberSchema { Default = 95.5 },
                ["status"] = new ElicitRequestParams.UntitledSingleSelectEnumSchema
                {
                    Enum = ["active", "inactive", "pending"],
                    Default = "active",
                },
                ["verified"] = new ElicitRequestParams.BooleanSchema { Default = true },
            },
        };

#pragma warning disable MCP9001 // One of the five forms is an old one.
    public static ElicitRequestParams.RequestSchema Choices =>
        new()
        {
            Properties =
            {
                ["untitledSingle"] = new ElicitRequestParams.UntitledSingleSelectEnumSchema { Enum = Options },
                ["titledSingle"] = new ElicitRequestParams.TitledSingleSelectEnumSchema { OneOf = Titled },
                ["legacyEnum"] = new ElicitRequestParams.LegacyTitledEnumSchema
                {
                    Enum = ["opt1", "opt2", "opt3"],
                    EnumNames = ["Option one", "Option two", "Option three"],
                },
                ["untitledMulti"] = new ElicitRequestParams.UntitledMultiSelectEnumSchema { Items = new() { Enum = Options } },
                ["titledMulti"] = new ElicitRequestParams.TitledMultiSelectEnumSchema { Items = new() { AnyOf = Titled } },
            },
        };
#pragma warning restore MCP9001

    private static List<ElicitRequestParams.EnumSchemaOption> Titled =>
        [
            new() { Const = "value1", Title = "First" },
            new() { Const = "value2", Title = "Second" },
            new() { Const = "value3", Title = "Third" },
        ];

    /// <summary>Shows a form, and says what came of it.</summary>
    public static async Task<string> AskAsync(
        McpServer server,
        string message,
        ElicitRequestParams.RequestSchema form,
        CancellationToken cancellation
    )
    {
        var result = await server.ElicitAsync(new ElicitRequestParams { Message = message, RequestedSchema = form }, cancellation);
        var content = result.Content is null ? "{}" : JsonSerializer.Serialize(result.Content);
        return $"Elicitation completed: action={result.Action}, content={content}. User response: {content}";
    }

    /// <summary>A form with one field.</summary>
    public static InputRequest One(string message, string field, ElicitRequestParams.PrimitiveSchemaDefinition? kind = null) =>
        InputRequest.ForElicitation(
            new ElicitRequestParams
            {
                Message = message,
                RequestedSchema = new() { Properties = { [field] = kind ?? new ElicitRequestParams.StringSchema() }, Required = [field] },
            }
        );
}

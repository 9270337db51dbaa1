using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Mcp.Tests.Conformance;

/// <summary>The prompts and resources that the suite asks for.</summary>
internal static class FixturePrompts
{
    public static IEnumerable<McpServerPrompt> Prompts =>
        [
            Prompt("test_simple_prompt", () => Said(Text("This is a simple prompt for testing."))),
            Prompt(
                "test_prompt_with_arguments",
                (string arg1, string arg2) => Said(Text($"Prompt with arguments: arg1='{arg1}', arg2='{arg2}'"))
            ),
            Prompt(
                "test_prompt_with_embedded_resource",
                (string resourceUri) =>
                    Said(
                        FixtureTools.Embedded(resourceUri, "text/plain", "Embedded resource content for testing."),
                        Text("Please process the embedded resource above.")
                    )
            ),
            Prompt("test_prompt_with_image", () => Said(FixtureTools.Image, Text("Please analyze the image above."))),
            Prompt(
                "test_input_required_result_prompt",
                (RequestContext<GetPromptRequestParams> context) =>
#pragma warning disable MCPEXP001 // Questions inside results are new in the revision 2026-07-28.
                    FixtureRounds.Text(context.Params.InputResponses, "user_context", "context") is { } said
#pragma warning restore MCPEXP001
                        ? Said(Text($"Go on with {said}."))
                        : throw FixtureRounds.Asks(null, ("user_context", FixtureForms.One("Which context?", "context")))
            ),
        ];

    public static IEnumerable<McpServerResource> Resources =>
        [
            Resource("test://static-text", "text/plain", () => "This is the content of the static text resource."),
            Resource(
                "test://static-binary",
                "image/png",
                () => BlobResourceContents.FromBytes(Convert.FromBase64String(FixtureTools.Png), "test://static-binary", "image/png")
            ),
            Resource("test://watched-resource", "text/plain", () => "Watched."),
            Resource(
                "test://template/{id}/data",
                "application/json",
                (string id) => $$"""{"id":"{{id}}","templateTest":true,"data":"Data for ID: {{id}}"}"""
            ),
        ];

    private static McpServerPrompt Prompt(string name, Delegate work) =>
        McpServerPrompt.Create(work, new McpServerPromptCreateOptions { Name = name, Description = $"The suite's {name}." });

    private static McpServerResource Resource(string uri, string type, Delegate work) =>
        McpServerResource.Create(
            work,
            new McpServerResourceCreateOptions
            {
                UriTemplate = uri,
                Name = uri,
                MimeType = type,
                Description = $"The suite's {uri}.",
            }
        );

    private static GetPromptResult Said(params IEnumerable<ContentBlock> content) =>
        new() { Messages = [.. content.Select(c => new PromptMessage { Role = Role.User, Content = c })] };

    private static TextContentBlock Text(string text) => new() { Text = text };
}

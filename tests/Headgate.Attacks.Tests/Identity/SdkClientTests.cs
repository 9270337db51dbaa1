using ModelContextProtocol.Authentication;
using ModelContextProtocol.Client;

namespace Headgate.Attacks.Tests.Identity;

/// <summary>The official client of MCP for .NET, which is told the address of the door and nothing else.</summary>
[Collection("attacks")]
public sealed class SdkClientTests
{
    [Fact]
    public async Task The_official_client_finds_its_way_from_the_doors_address_to_a_tools_result()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var lab = await IdentityLab.StartAsync();
        await using var transport = new HttpClientTransport(
            new HttpClientTransportOptions
            {
                Endpoint = new Uri(lab.Server.Url, "/api/ai/v1/mcp/"),
                TransportMode = HttpTransportMode.StreamableHttp,
                OAuth = new ClientOAuthOptions
                {
                    RedirectUri = new Uri(IdentityLab.Redirect),
                    DynamicClientRegistration = new DynamicClientRegistrationOptions { ClientName = "Official" },
                    AuthorizationCallbackHandler = async (context, stop) =>
                    {
                        var answer = await lab.AgreedAsync(await lab.Client.GetAsync(context.AuthorizationUri, stop));
                        return new AuthorizationResult
                        {
                            Code = answer["code"],
                            State = answer["state"],
                            Iss = answer["iss"],
                        };
                    },
                },
            }
        );
        await using var client = await McpClient.CreateAsync(transport, cancellationToken: cancellation);

        (await client.ListToolsAsync(cancellationToken: cancellation)).Select(t => t.Name).ShouldContain("list_jobs");
        var mark = lab.Mark();
        var result = await client.CallToolAsync("list_jobs", cancellationToken: cancellation);

        result.IsError.ShouldNotBe(true);
        lab.RecordsAfter(mark)
            .First(r => r.Kind == "decision")
            .Sentence.ShouldBe("Agent \"reader\" by client \"Official\" for \"ann@example.com\" listed jobs.");
    }
}

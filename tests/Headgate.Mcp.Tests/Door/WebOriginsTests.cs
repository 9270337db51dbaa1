using System.Net;
using Headgate.Mcp.Door;
using Microsoft.AspNetCore.Http;

namespace Headgate.Mcp.Tests.Door;

public sealed class WebOriginsTests
{
    private static readonly WebOrigins Origins = new(new McpDoorSettings { PublicUrl = "https://dbt.example.com", Version = "0" });

    [Theory]
    [InlineData(null, true)]
    [InlineData("https://dbt.example.com", true)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("http://127.0.0.1:6274", true)]
    [InlineData("http://[::1]:6274", true)]
    [InlineData("http://dbt.example.com", false)]
    [InlineData("https://dbt.example.com:8443", false)]
    [InlineData("https://dbt.example.com.evil.example", false)]
    [InlineData("https://localhost.evil.example", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public void A_page_is_ours_this_machines_or_refused(string? origin, bool isOwn)
    {
        var http = new DefaultHttpContext();
        if (origin is not null)
        {
            http.Request.Headers.Origin = origin;
        }
        Origins.IsOwn(http.Request).ShouldBe(isOwn);
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost:8580", true)]
    [InlineData("127.0.0.1", "dbt.example.com", true)]
    [InlineData("127.0.0.1", "evil.example", false)]
    [InlineData("::1", "evil.example:8580", false)]
    [InlineData("10.0.0.7", "anything.internal", true)]
    public void A_host_is_checked_where_a_browser_of_this_machine_could_be_led(string local, string host, bool isHost)
    {
        var http = new DefaultHttpContext();
        http.Connection.LocalIpAddress = IPAddress.Parse(local);
        http.Request.Host = new HostString(host);
        Origins.IsHost(http.Request).ShouldBe(isHost);
    }
}

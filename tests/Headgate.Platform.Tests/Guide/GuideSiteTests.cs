using System.IO.Compression;
using System.Text;
using Headgate.Platform.Guide;
using Headgate.Wire;
using Microsoft.AspNetCore.Http;

namespace Headgate.Platform.Tests.Guide;

public sealed class GuideSiteTests
{
    private readonly GuideSite _site = new(() => GuideDocument.Of([], new WireSettings(), "1.2.3"));

    [Fact]
    public async Task Every_path_is_served_with_its_type_and_a_policy_without_inline_script()
    {
        foreach (var path in _site.Paths)
        {
            var http = await ServeAsync("GET", path);
            http.Response.StatusCode.ShouldBe(200);
            http.Response.ContentType.ShouldNotBeNull();
            http.Response.Headers.ContentSecurityPolicy.ToString().ShouldContain("default-src 'none'");
            Body(http).Length.ShouldBe((int)http.Response.ContentLength!.Value);
        }
    }

    [Fact]
    public async Task A_path_that_is_not_the_guides_is_left_to_others()
    {
        var http = Request("GET", "/guide/../secrets");
        (await _site.TryServeAsync(http)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_reader_has_already_is_not_sent_again()
    {
        var first = await ServeAsync("GET", "/guide.md");
        var again = Request("GET", "/guide.md");
        again.Request.Headers.IfNoneMatch = first.Response.Headers.ETag;
        (await _site.TryServeAsync(again)).ShouldBeTrue();
        again.Response.StatusCode.ShouldBe(304);
        Body(again).ShouldBeEmpty();
    }

    [Fact]
    public async Task Compressed_and_plain_are_the_same_text()
    {
        var plain = Encoding.UTF8.GetString(Body(await ServeAsync("GET", "/docs/agents")));
        var packed = Request("GET", "/docs/agents");
        packed.Request.Headers.AcceptEncoding = "gzip, br";
        await _site.TryServeAsync(packed);
        packed.Response.Headers.ContentEncoding.ToString().ShouldBe("gzip");
        using var gzip = new GZipStream(new MemoryStream(Body(packed)), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(plain);
    }

    [Fact]
    public async Task Nothing_can_be_posted_to_it()
    {
        var http = await ServeAsync("POST", "/docs/agents");
        http.Response.StatusCode.ShouldBe(405);
        http.Response.Headers.Allow.ToString().ShouldBe("GET, HEAD");
    }

    private async Task<HttpContext> ServeAsync(string method, string path)
    {
        var http = Request(method, path);
        (await _site.TryServeAsync(http)).ShouldBeTrue();
        return http;
    }

    private static DefaultHttpContext Request(string method, string path)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Path = path;
        http.Response.Body = new MemoryStream();
        return http;
    }

    private static byte[] Body(HttpContext http) => ((MemoryStream)http.Response.Body).ToArray();
}

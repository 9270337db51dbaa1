using System.Text;
using CsCheck;
using Headgate.Catalogue;
using Microsoft.AspNetCore.Http;

namespace Headgate.Wire.Tests.Requests;

public sealed class BodyParserTests
{
    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", Reason.DuplicateField, "a")]
    [InlineData("{\"s\":{\"t\":1,\"t\":2}}", Reason.DuplicateField, "s.t")]
    [InlineData("{\"a\":1e400}", Reason.BadJson, "a")]
    [InlineData("{\"a\":10000000000000000000000}", Reason.BadJson, "a")]
    [InlineData("{\"a\":\"\\u0000\"}", Reason.BadJson, "a")]
    [InlineData("{\"a\":\"\\ud800\"}", Reason.BadJson, "body")]
    [InlineData("{\"a\":NaN}", Reason.BadJson, "body")]
    [InlineData("{\"a\":1,}", Reason.BadJson, "body")]
    [InlineData("{} {}", Reason.BadJson, "body")]
    public void What_two_readers_could_read_differently_is_refused(string json, Reason reason, string field)
    {
        var body = JsonBody.Parse(Encoding.UTF8.GetBytes(json));
        body.Refusal.ShouldBe(reason);
        body.Field.ShouldBe(field);
    }

    [Fact]
    public void Deep_nesting_is_refused_in_constant_stack() =>
        JsonBody.Parse(Encoding.UTF8.GetBytes("{\"cause\":" + new string('[', 20_000))).Refusal.ShouldBe(Reason.TooDeep);

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        var body = JsonBody.Parse(Encoding.UTF8.GetPreamble().Concat("{\"a\":1}"u8.ToArray()).ToArray());
        body.Refusal.ShouldBeNull();
        body.Element.GetProperty("a").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void UTF_16_is_no_JSON() => JsonBody.Parse(Encoding.Unicode.GetBytes("{\"a\":1}")).Refusal.ShouldBe(Reason.BadJson);

    [Fact]
    public void No_bytes_at_all_ever_throw() =>
        Gen
            .Byte.Array[0, 200]
            .Sample(bytes => JsonBody.Parse(bytes).Refusal is null or Reason.BadJson or Reason.DuplicateField or Reason.TooDeep);

    [Theory]
    [InlineData("cause=a&git_branch=main&git_branch=evil", Reason.DuplicateField)]
    [InlineData("{\"cause\":\"x\"}", Reason.BadJson)]
    public void Forms_have_the_same_rules(string form, Reason reason) =>
        FormBody.Parse(Encoding.UTF8.GetBytes(form)).Refusal.ShouldBe(reason);

    [Theory]
    [InlineData(CallerKind.ServiceToken, null)]
    [InlineData(CallerKind.PersonalToken, null)]
    [InlineData(CallerKind.Agent, Reason.BadJson)]
    public async Task JSON_as_curl_sends_it_is_read_from_people_and_refused_from_agents(CallerKind caller, Reason? refusal)
    {
        var request = new DefaultHttpContext().Request;
        var bytes = Encoding.UTF8.GetBytes("""{"cause":"hello"}""");
        (request.Body, request.ContentLength, request.ContentType) = (
            new MemoryStream(bytes),
            bytes.Length,
            "application/x-www-form-urlencoded"
        );
        var body = await BodyParser.ReadAsync(request, BodyForm.Object, caller, 1000, TestContext.Current.CancellationToken);
        body.Refusal.ShouldBe(refusal);
        body.IsForm.ShouldBeFalse();
        if (refusal is null)
        {
            body.Element.GetProperty("cause").GetString().ShouldBe("hello");
        }
    }

    [Fact]
    public void A_form_gives_texts()
    {
        var body = FormBody.Parse("cause=a+b%21&steps_override=dbt+run"u8.ToArray());
        body.IsForm.ShouldBeTrue();
        body.Element.GetProperty("cause").GetString().ShouldBe("a b!");
    }
}

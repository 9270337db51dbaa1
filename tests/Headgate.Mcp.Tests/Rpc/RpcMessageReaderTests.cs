using System.Text;
using System.Text.Json;
using CsCheck;
using Headgate.Mcp.Rpc;

namespace Headgate.Mcp.Tests.Rpc;

public sealed class RpcMessageReaderTests
{
    [Fact]
    public void A_request_and_a_notification_are_told_apart_by_the_id()
    {
        var request = Read(
            """{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"x","_meta":{"io.modelcontextprotocol/protocolVersion":"v"}}}"""
        );
        request.Message.IsNotification.ShouldBeFalse();
        (request.Message.Method, request.Message.Name, request.Message.Version).ShouldBe(("tools/call", "x", "v"));
        Read("""{"jsonrpc":"2.0","method":"notifications/initialized"}""").Message.IsNotification.ShouldBeTrue();
    }

    [Fact]
    public void A_fault_repeats_the_id_where_it_could_be_read()
    {
        var fault = Read("""{"jsonrpc":"2.0","id":5,"method":7}""").Fault!;
        fault.Id.GetInt32().ShouldBe(5);
        Read("{").Fault!.Id.ValueKind.ShouldBe(JsonValueKind.Undefined);
    }

    [Fact]
    public void Whatever_is_sent_is_a_message_or_a_fault_and_never_breaks_the_reader()
    {
        const string Good =
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_jobs","arguments":{"a":[1,"x",{"b":null}]}}}""";
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte, Gen.Int[0, Good.Length])
            .Sample(
                change =>
                {
                    var bytes = Encoding.UTF8.GetBytes(Good);
                    bytes[change.Item1] = change.Item2;
                    var (message, fault) = RpcMessageReader.Read(bytes.AsMemory(0, change.Item3));
                    if (fault is null)
                    {
                        message.Method.ShouldNotBeNull();
                    }
                    else
                    {
                        fault.Message.ShouldNotBeEmpty();
                    }
                },
                iter: 20_000
            );
    }

    private static (RpcMessage Message, RpcFault? Fault) Read(string body) => RpcMessageReader.Read(Encoding.UTF8.GetBytes(body));
}

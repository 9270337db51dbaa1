using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Headgate.Metrics.Flight;

/// <summary>
/// The messages of Flight SQL that clients send, read by number of field: there is no package with Flight SQL's own types. Layout:
/// apache/arrow, format/FlightSql.proto.
/// </summary>
internal static class FlightMessages
{
    private const string Prefix = "type.googleapis.com/arrow.flight.protocol.sql.";

    /// <summary>The name of the command that some bytes hold, and the command; null where they hold none.</summary>
    public static (string Name, ByteString Value)? Unpack(ByteString bytes)
    {
        try
        {
            var any = Any.Parser.ParseFrom(bytes);
            return any.TypeUrl.StartsWith(Prefix, StringComparison.Ordinal) ? (any.TypeUrl[Prefix.Length..], any.Value) : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>A command as bytes.</summary>
    public static byte[] Pack(string name, ByteString value) => new Any { TypeUrl = Prefix + name, Value = value }.ToByteArray();

    /// <summary>A text or bytes of a message; empty where it has none.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is no message.</exception>
    public static ByteString Field(ByteString message, int number)
    {
        var found = ByteString.Empty;
        var input = message.CreateCodedInput();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) == number && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found = input.ReadBytes();
            }
            else
            {
                input.SkipLastField();
            }
        }
        return found;
    }

    /// <summary>A message of texts and bytes.</summary>
    public static ByteString Message(params ReadOnlySpan<(int Number, ByteString Value)> fields)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            foreach (var (number, value) in fields)
            {
                output.WriteTag(number, WireFormat.WireType.LengthDelimited);
                output.WriteBytes(value);
            }
        }
        return ByteString.CopyFrom(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}

using System.Collections.Frozen;
using System.Globalization;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Methods;

/// <summary>The methods of Python's bytes that templates use.</summary>
internal static class BytesMethods
{
    public static readonly FrozenDictionary<string, PythonMethod> Table = new Dictionary<string, PythonMethod>
    {
        ["decode"] = Decode,
        ["hex"] = Hex,
        ["startswith"] = (c, in s, a) => Value.From(BytesOf(s).AsSpan().StartsWith(Argument("startswith", a))),
        ["endswith"] = (c, in s, a) => Value.From(BytesOf(s).AsSpan().EndsWith(Argument("endswith", a))),
        ["find"] = (c, in s, a) => Value.From(BytesOf(s).AsSpan().IndexOf(Argument("find", a))),
    }.ToFrozenDictionary();

    private static readonly Signature DecodeSignature = new("decode", "encoding?", "errors?");

    private static byte[] BytesOf(in Value self) => (byte[])self.Reference!;

    private static byte[] Argument(string name, in Arguments arguments)
    {
        MethodArguments.Check(arguments, "bytes", name, 1, 1);
        return arguments[0].Reference as byte[]
            ?? throw PythonError.Type($"a bytes-like object is required, not '{arguments[0].TypeName}'");
    }

    private static Value Decode(CallContext context, in Value self, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        DecodeSignature.Bind(arguments, slots);
        var encoding = slots[0].IsMissing ? "utf-8" : MethodArguments.Text(slots[0], "decode", 0);
        var errors = slots[1].IsMissing ? "strict" : MethodArguments.Text(slots[1], "decode", 0);
        return Value.From(TextEncodings.Decode(BytesOf(self), encoding, errors));
    }

    private static Value Hex(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.None(arguments, "bytes", "hex");
        return Value.From(Convert.ToHexString(BytesOf(self)).ToLower(CultureInfo.InvariantCulture));
    }
}

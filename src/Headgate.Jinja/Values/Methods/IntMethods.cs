using System.Collections.Frozen;
using System.Numerics;

namespace Headgate.Jinja.Values.Methods;

/// <summary>The methods of Python's int.</summary>
internal static class IntMethods
{
    public static readonly FrozenDictionary<string, PythonMethod> Table = new Dictionary<string, PythonMethod>
    {
        ["bit_length"] = (c, in s, a) => Value.From((long)Magnitude("bit_length", s, a).GetBitLength()),
        ["bit_count"] = (c, in s, a) => Value.From(BitCount(Magnitude("bit_count", s, a))),
        ["conjugate"] = (c, in s, a) => Value.From(Number("conjugate", s, a)),
        ["as_integer_ratio"] = (c, in s, a) => Value.Tuple(Value.From(Number("as_integer_ratio", s, a)), Value.From(1)),
        ["to_bytes"] = ToBytes,
        ["from_bytes"] = FromBytes,
    }.ToFrozenDictionary();

    private static readonly Signature ToBytesSignature = new("to_bytes", "length?", "byteorder?", "*", "signed?");
    private static readonly Signature FromBytesSignature = new("from_bytes", "bytes", "byteorder?", "*", "signed?");

    private static BigInteger Number(string name, in Value self, in Arguments arguments)
    {
        MethodArguments.None(arguments, "int", name);
        self.TryGetInteger(out var number);
        return number;
    }

    private static BigInteger Magnitude(string name, in Value self, in Arguments arguments) =>
        BigInteger.Abs(Number(name, self, arguments));

    private static int BitCount(BigInteger number)
    {
        var count = 0;
        foreach (var b in number.ToByteArray(isUnsigned: true))
        {
            count += BitOperations.PopCount(b);
        }
        return count;
    }

    private static Value ToBytes(CallContext context, in Value self, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        ToBytesSignature.Bind(arguments, slots);
        self.TryGetInteger(out var number);
        var length = slots[0].IsMissing ? 1 : MethodArguments.Index(slots[0]);
        var signed = !slots[2].IsMissing && slots[2].IsTruthy;
        if (length < 0)
        {
            throw PythonError.Value("length argument must be non-negative");
        }
        context.Reserve(length);
        if (number.Sign < 0 && !signed)
        {
            throw PythonError.Overflow("can't convert negative int to unsigned");
        }
        var big = IsBigEndian(slots[1]);
        var bytes = number.ToByteArray(isUnsigned: !signed, isBigEndian: false);
        if (bytes.Length > length && !(number.IsZero && length == 0))
        {
            throw PythonError.Overflow("int too big to convert");
        }
        var result = new byte[length];
        result.AsSpan().Fill(number.Sign < 0 ? (byte)0xff : (byte)0);
        bytes.AsSpan(0, (int)Math.Min(length, bytes.Length)).CopyTo(result);
        if (big)
        {
            Array.Reverse(result);
        }
        return Value.From(result);
    }

    private static Value FromBytes(CallContext context, in Value self, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        FromBytesSignature.Bind(arguments, slots);
        var bytes = slots[0].Reference as byte[] ?? throw PythonError.Type($"cannot convert '{slots[0].TypeName}' object to bytes");
        var signed = !slots[2].IsMissing && slots[2].IsTruthy;
        return Value.From(new BigInteger(bytes, isUnsigned: !signed, isBigEndian: IsBigEndian(slots[1])));
    }

    private static bool IsBigEndian(in Value order)
    {
        if (order.IsMissing)
        {
            return true;
        }
        return (order.Reference as string) switch
        {
            "big" => true,
            "little" => false,
            _ => throw PythonError.Value("byteorder must be either 'little' or 'big'"),
        };
    }
}

using System.Text;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;

namespace Headgate.Jinja.Builtins.Functions;

/// <summary><c>lipsum(n, html, min, max)</c>: paragraphs of filler text.</summary>
internal static class LipsumFunction
{
    private static readonly Signature Signature = new("generate_lorem_ipsum", "n?", "html?", "min?", "max?");

    private static readonly string[] Words = (
        "a ac accumsan ad adipiscing aenean aliquam aliquet amet ante aptent arcu at auctor augue bibendum blandit class commodo condimentum "
        + "congue consectetuer consequat conubia convallis cras cubilia cum curabitur curae cursus dapibus diam dictum dignissim dis dolor donec "
        + "dui duis egestas eget eleifend elementum elit enim erat eros est et etiam eu euismod facilisi facilisis fames faucibus felis fermentum "
        + "feugiat fringilla fusce gravida habitant hendrerit iaculis id imperdiet in inceptos integer interdum ipsum justo lacinia lacus laoreet "
        + "lectus leo libero ligula litora lobortis lorem luctus maecenas magna magnis malesuada massa mattis mauris metus mi molestie mollis montes "
        + "morbi mus nam nascetur natoque nec neque netus nibh nisi nisl non nonummy nostra nulla nullam nunc odio orci ornare parturient pede "
        + "pellentesque penatibus per pharetra phasellus placerat platea porta porttitor posuere potenti praesent pretium primis proin pulvinar purus "
        + "quam quis quisque rhoncus ridiculus risus rutrum sagittis sapien scelerisque sed sem semper senectus sit sociis sociosqu sodales "
        + "sollicitudin suscipit suspendisse taciti tellus tempor tempus tincidunt torquent tortor tristique turpis ullamcorper ultrices ultricies "
        + "urna ut varius vehicula vel velit venenatis vestibulum vitae vivamus viverra volutpat vulputate"
    ).Split(' ');

    public static Value Call(CallContext context, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var count = slots[0].IsMissing ? 5 : MethodArguments.Index(slots[0]);
        var html = slots[1].IsMissing || slots[1].IsTruthy;
        var least = slots[2].IsMissing ? 20 : MethodArguments.Index(slots[2]);
        var most = slots[3].IsMissing ? 100 : MethodArguments.Index(slots[3]);
        if (most <= least)
        {
            throw PythonError.Value($"empty range for randrange() ({least}, {most}, {most - least})");
        }
        context.Reserve((long)Int128.Clamp((Int128)Math.Max(0, count) * Math.Max(1, most) * 8, 0, long.MaxValue));
        var paragraphs = new List<string>();
        for (long i = 0; i < count; i++)
        {
            var text = Paragraph(context, context.Random.NextInt64(least, most));
            paragraphs.Add(html ? $"<p>{text}</p>" : text);
        }
        return html ? Value.SafeString(string.Join('\n', paragraphs)) : Value.From(string.Join("\n\n", paragraphs));
    }

    private static string Paragraph(CallContext context, long length)
    {
        var random = context.Random;
        var text = new StringBuilder();
        var previous = "";
        var sentence = 0;
        var phrase = 0;
        for (long i = 0; i < length; i++)
        {
            context.Step();
            var word = Words[random.Next(Words.Length)];
            if (word == previous)
            {
                word = Words[(Array.IndexOf(Words, word) + 1) % Words.Length];
            }
            previous = word;
            if (i > 0)
            {
                text.Append(' ');
            }
            text.Append(sentence == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            sentence++;
            phrase++;
            if (sentence > random.Next(10, 20) && i + 1 < length)
            {
                text.Append('.');
                sentence = 0;
                phrase = 0;
            }
            else if (phrase > random.Next(3, 8) && i + 1 < length)
            {
                text.Append(',');
                phrase = 0;
            }
        }
        return text.Append('.').ToString();
    }
}

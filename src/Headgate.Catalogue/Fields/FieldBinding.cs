namespace Headgate.Catalogue;

/// <summary>A field and where its value goes.</summary>
internal abstract class FieldBinding<T>(Field declared)
{
    public Field Field { get; } = declared;

    public abstract void Read(in FieldSource source, Input<T> input, string prefix);
}

/// <summary>A field whose value is written by a callback.</summary>
internal sealed class ValueBinding<T, TValue>(Field<TValue> field, Action<T, TValue> into) : FieldBinding<T>(field)
{
    public override void Read(in FieldSource source, Input<T> input, string prefix)
    {
        var value = field.Read(source, input.Problems, prefix);
        input.Add(source.Find(field).IsMentioned, target => into(target, value));
    }
}

/// <summary>An object whose fields go to the same place as those around it.</summary>
internal sealed class ObjectBinding<T>(string name, string says, Fields<T> inside, bool isRequired)
    : FieldBinding<T>(
        new Field<bool>(name, FieldPlace.Body, new ObjectShape(inside.All), says, (_, _, _) => true, false) { IsRequired = isRequired }
    )
{
    public override void Read(in FieldSource source, Input<T> input, string prefix)
    {
        var sent = source.Find(Field);
        if (sent.IsAbsent)
        {
            if (Field.IsRequired)
            {
                input.Problems.Add(prefix + name, AnswerTexts.Required);
            }
            // Its fields fall back, and none of them is missed: what they belong to was not sent.
            input.Add(inside.Unread(), isSent: false);
            return;
        }
        if (ObjectShape.Is(sent, input.Problems, prefix + name))
        {
            input.Add(inside.Read(source.Inside(sent), input.Problems, $"{prefix}{name}."), isSent: true);
        }
    }
}

using System.Globalization;
using Headgate.Jinja.Syntax;
using Headgate.Jinja.Syntax.Ast;

namespace Headgate.Jinja.Tests.Printing;

/// <summary>Expressions: every operand that is not a plain value stands in parentheses.</summary>
internal sealed partial class SourcePrinter
{
    private void Operand(Expr expression)
    {
        if (expression is NameExpr or StringLiteral or IntegerLiteral or BoolLiteral or NoneLiteral or ListExpr or DictExpr or TupleExpr)
        {
            Expression(expression);
            return;
        }
        _text.Append('(');
        Expression(expression);
        _text.Append(')');
    }

    private void Expression(Expr expression)
    {
        switch (expression)
        {
            case TemplateData data:
                _text.Append(Quote(data.Text));
                break;
            case StringLiteral text:
                _text.Append(Quote(text.Value));
                break;
            case IntegerLiteral integer:
                _text.Append(integer.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case FloatLiteral number:
                Float(number.Value);
                break;
            case BoolLiteral boolean:
                _text.Append(boolean.Value ? "true" : "false");
                break;
            case NoneLiteral:
                _text.Append("none");
                break;
            case NameExpr name:
                _text.Append(name.Name);
                break;
            case NamespaceTarget target:
                _text.Append(target.Name).Append('.').Append(target.Attribute);
                break;
            case TupleExpr tuple:
                List('(', tuple.Items, tuple.Items.Length == 1 ? ",)" : ")");
                break;
            case ListExpr list:
                List('[', list.Items, "]");
                break;
            case DictExpr dict:
                Dict(dict);
                break;
            case UnaryExpr unary:
                _text.Append(
                    unary.Operator switch
                    {
                        UnaryOperator.Not => "not ",
                        UnaryOperator.Negative => "-",
                        _ => "+",
                    }
                );
                Operand(unary.Operand);
                break;
            case BinaryExpr binary:
                Operand(binary.Left);
                _text.Append(' ').Append(Symbol(binary.Operator)).Append(' ');
                Operand(binary.Right);
                break;
            default:
                Compound(expression);
                break;
        }
    }

    private void Compound(Expr expression)
    {
        switch (expression)
        {
            case ConcatExpr concat:
                for (var i = 0; i < concat.Items.Length; i++)
                {
                    _text.Append(i == 0 ? "" : " ~ ");
                    Operand(concat.Items[i]);
                }
                break;
            case CompareExpr compare:
                Operand(compare.First);
                for (var i = 0; i < compare.Operands.Length; i++)
                {
                    _text.Append(' ').Append(Symbol(compare.Operators[i])).Append(' ');
                    Operand(compare.Operands[i]);
                }
                break;
            case ConditionalExpr conditional:
                Operand(conditional.Then);
                _text.Append(" if ");
                Operand(conditional.Test);
                if (conditional.Otherwise is not null)
                {
                    _text.Append(" else ");
                    Operand(conditional.Otherwise);
                }
                break;
            case AttributeExpr attribute:
                Operand(attribute.Target);
                _text.Append('.').Append(attribute.Name);
                break;
            case ItemExpr item:
                Operand(item.Target);
                _text.Append('[');
                Subscript(item.Key);
                _text.Append(']');
                break;
            case CallExpr call:
                Call(call);
                break;
            case FilterExpr filter:
                if (filter.Input is not null)
                {
                    Operand(filter.Input);
                }
                _text.Append('|').Append(filter.Name);
                Arguments(filter.Arguments, always: false);
                break;
            case TestExpr test:
                Operand(test.Input);
                _text.Append(" is ").Append(test.Name);
                Arguments(test.Arguments, always: true);
                break;
        }
    }

    private void Float(double value)
    {
        var text = double.IsPositiveInfinity(value) ? "1e999" : value.ToString("R", CultureInfo.InvariantCulture);
        _text.Append(text.AsSpan().ContainsAny('.', 'E', 'e') ? text : text + ".0");
    }

    private void List(char open, Expr[] items, string close)
    {
        _text.Append(open);
        for (var i = 0; i < items.Length; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Expression(items[i]);
        }
        _text.Append(close);
    }

    private void Dict(DictExpr dict)
    {
        _text.Append('{');
        for (var i = 0; i < dict.Keys.Length; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Expression(dict.Keys[i]);
            _text.Append(": ");
            Expression(dict.Values[i]);
        }
        _text.Append('}');
    }

    private void Subscript(Expr key)
    {
        if (key is SliceExpr slice)
        {
            Slice(slice);
        }
        else if (key is TupleExpr tuple && Array.Exists(tuple.Items, i => i is SliceExpr))
        {
            for (var i = 0; i < tuple.Items.Length; i++)
            {
                _text.Append(i == 0 ? "" : ", ");
                Subscript(tuple.Items[i]);
            }
        }
        else
        {
            Expression(key);
        }
    }

    private void Slice(SliceExpr slice)
    {
        OptionalOperand(slice.Start);
        _text.Append(':');
        OptionalOperand(slice.Stop);
        if (slice.Step is not null)
        {
            _text.Append(':');
            Operand(slice.Step);
        }
    }

    private void OptionalOperand(Expr? expression)
    {
        if (expression is not null)
        {
            Operand(expression);
        }
    }

    private void Call(CallExpr call)
    {
        Operand(call.Callee);
        Arguments(call.Arguments, always: true);
    }

    private void FilterTail(FilterExpr? filter, bool first = false)
    {
        if (filter is null)
        {
            return;
        }
        var chain = new List<FilterExpr>();
        for (var at = filter; at is not null; at = at.Input as FilterExpr)
        {
            chain.Insert(0, at);
        }
        foreach (var item in chain)
        {
            _text.Append(first ? "" : "|").Append(item.Name);
            first = false;
            Arguments(item.Arguments, always: false);
        }
    }

    private void Arguments(CallArguments arguments, bool always)
    {
        if (arguments.IsEmpty && !always)
        {
            return;
        }
        var separator = "";
        _text.Append('(');
        foreach (var argument in arguments.Positional)
        {
            _text.Append(separator);
            Expression(argument);
            separator = ", ";
        }
        foreach (var keyword in arguments.Keywords)
        {
            _text.Append(separator).Append(keyword.Name).Append('=');
            Expression(keyword.Value);
            separator = ", ";
        }
        if (arguments.Rest is not null)
        {
            _text.Append(separator).Append('*');
            Operand(arguments.Rest);
            separator = ", ";
        }
        if (arguments.RestKeywords is not null)
        {
            _text.Append(separator).Append("**");
            Operand(arguments.RestKeywords);
        }
        _text.Append(')');
    }

    private void Signature(Parameter[] parameters)
    {
        _text.Append('(');
        for (var i = 0; i < parameters.Length; i++)
        {
            _text.Append(i == 0 ? "" : ", ").Append(parameters[i].Name);
            if (parameters[i].Default is { } value)
            {
                _text.Append('=');
                Expression(value);
            }
        }
        _text.Append(')');
    }

    private void Definition(ParsedTag tag, Stmt[] body)
    {
        _text.Append("{% ").Append(tag.Tag.Name).Append(' ').Append(tag.Name);
        if (tag.Parameters.Length > 0)
        {
            Signature(tag.Parameters);
        }
        foreach (var option in tag.Options)
        {
            _text.Append(", ").Append(option.Key).Append('=');
            Constant(option.Value);
        }
        Close();
        if (tag.Tag.Form == TagForm.RawUnit)
        {
            _text.Append(((TemplateData)((OutputStmt)body[0]).Parts[0]).Text);
        }
        else
        {
            Body(body);
        }
        End(tag.Tag.EndName);
    }

    private void Constant(object? value)
    {
        if (value is object?[] items)
        {
            _text.Append('[');
            foreach (var item in items)
            {
                Constant(item);
                _text.Append(", ");
            }
            _text.Append(']');
            return;
        }
        _ = value switch
        {
            null => _text.Append("none"),
            bool boolean => _text.Append(boolean ? "true" : "false"),
            string text => _text.Append(Quote(text)),
            _ => _text.Append(Convert.ToString(value, CultureInfo.InvariantCulture)),
        };
    }

    private void StatementTag(TagStmt tag)
    {
        _text.Append("{% ").Append(tag.Tag.Tag.Name).Append(' ');
        var separator = "";
        foreach (var argument in tag.Arguments)
        {
            _text.Append(separator);
            Expression(argument);
            separator = ", ";
        }
        foreach (var keyword in tag.Keywords)
        {
            _text.Append(separator).Append(keyword.Name).Append('=');
            Expression(keyword.Value);
            separator = ", ";
        }
        Close();
        if (tag.Tag.Tag.HasBody)
        {
            Body(tag.Body);
            End(tag.Tag.Tag.EndName);
        }
    }

    private static string Symbol(BinaryOperator op) =>
        op switch
        {
            BinaryOperator.Add => "+",
            BinaryOperator.Sub => "-",
            BinaryOperator.Mul => "*",
            BinaryOperator.Div => "/",
            BinaryOperator.FloorDiv => "//",
            BinaryOperator.Mod => "%",
            BinaryOperator.Pow => "**",
            BinaryOperator.And => "and",
            _ => "or",
        };

    private static string Symbol(CompareOperator op) =>
        op switch
        {
            CompareOperator.Equal => "==",
            CompareOperator.NotEqual => "!=",
            CompareOperator.Less => "<",
            CompareOperator.LessEqual => "<=",
            CompareOperator.Greater => ">",
            CompareOperator.GreaterEqual => ">=",
            CompareOperator.In => "in",
            _ => "not in",
        };
}

namespace Headgate.Jinja.Bench;

/// <summary>One template to measure.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Jinja">Its text for Jinja.</param>
/// <param name="Liquid">Its text for Fluid, or null where Liquid cannot say it.</param>
internal sealed record BenchCase(string Name, string Jinja, string? Liquid)
{
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        new(
            "loops",
            "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>\n{% endfor %}",
            "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>\n{% endfor %}"
        ),
        new(
            "conditions",
            "{% for item in items %}{% if item.price > 50 and item.name != 'x' %}{{ loop.index }}: {{ item.name }} {{ item.price }}\n{% else %}-{% endif %}{% endfor %}",
            "{% for item in items %}{% if item.price > 50 and item.name != 'x' %}{{ forloop.index }}: {{ item.name }} {{ item.price }}\n{% else %}-{% endif %}{% endfor %}"
        ),
        new(
            "macro calls",
            "{% macro field(name, value='', size=20) %}<input name=\"{{ name }}\" value=\"{{ value }}\" size=\"{{ size }}\">{% endmacro %}"
                + "{% for item in items %}{{ field(item.name) }}{{ field(item.name, item.price) }}{{ field('x', size=3) }}{% endfor %}",
            null
        ),
        new(
            "filters",
            "{% for item in items %}{{ item.name|upper|replace('E', 'e')|capitalize }}{{ item.name|length }}{{ item.price|default(0) }}{% endfor %}",
            "{% for item in items %}{{ item.name|upcase|replace: 'E', 'e'|capitalize }}{{ item.name|size }}{{ item.price|default: 0 }}{% endfor %}"
        ),
        new(
            "big strings",
            "{% set ns = namespace(text='') %}{% for i in range(300) %}{% set ns.text = ns.text ~ 'line ' ~ i ~ '\n' %}{% endfor %}{{ ns.text }}"
                + "{% set part %}{% for i in range(300) %}column_{{ i }},{% endfor %}{% endset %}{{ part }}",
            null
        ),
        new("500 lines", Long(jinja: true), Long(jinja: false)),
    ];

    private static string Long(bool jinja)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < 100; i++)
        {
            var index = jinja ? "loop.index" : "forloop.index";
            text.Append($"-- part {i}\nselect {{{{ name }}}}_{i},\n{{% if flag %}} a{i}, {{% else %}} b{i}, {{% endif %}}\n");
            text.Append($"{{% for c in columns %}}{{{{ c }}}} as c{{{{ {index} }}}}, {{% endfor %}}\nfrom t{i} where x = {{{{ name }}}}\n");
        }
        return text.ToString();
    }
}

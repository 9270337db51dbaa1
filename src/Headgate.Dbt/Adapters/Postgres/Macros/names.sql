{#- Longer names are cut by the server in silence, so the part before a suffix is cut here. -#}
{% macro postgres__make_relation_with_suffix(base_relation, suffix, dstring) -%}
    {%- set suffix = suffix ~ (modules.datetime.datetime.now().strftime('%H%M%S%f') if dstring else '') -%}
    {%- set longest = base_relation.relation_max_name_length() -%}
    {%- if suffix | length > longest -%}
        {% do exceptions.raise_compiler_error('Relation suffix is too long (' ~ (suffix | length) ~ ' characters). Maximum length is ' ~ longest ~ ' characters.') %}
    {%- endif -%}
    {{ return(base_relation.incorporate(path={'identifier': base_relation.identifier[:longest - (suffix | length)] ~ suffix})) }}
{%- endmacro %}

{% macro postgres__make_intermediate_relation(base_relation, suffix) -%}
    {{ return(postgres__make_relation_with_suffix(base_relation, suffix, dstring=false)) }}
{%- endmacro %}

{#- Temporary relations have a schema of their session. -#}
{% macro postgres__make_temp_relation(base_relation, suffix) -%}
    {%- set relation = postgres__make_relation_with_suffix(base_relation, suffix, dstring=true) -%}
    {{ return(relation.incorporate(path={'schema': none, 'database': none})) }}
{%- endmacro %}

{% macro postgres__make_backup_relation(base_relation, backup_relation_type, suffix) -%}
    {%- set relation = postgres__make_relation_with_suffix(base_relation, suffix, dstring=false) -%}
    {{ return(relation.incorporate(type=backup_relation_type)) }}
{%- endmacro %}

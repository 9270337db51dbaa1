{% materialization clone, default %}
    {%- set relations = {'relations': []} -%}
    {%- if not defer_relation -%}
        {{ log('No relation found in state manifest for ' ~ model.unique_id, info=true) }}
        {{ return(relations) }}
    {%- endif -%}

    {%- set existing_relation = load_cached_relation(this) -%}
    {%- if existing_relation and not flags.FULL_REFRESH -%}
        {{ log('Relation ' ~ existing_relation ~ ' already exists', info=true) }}
        {{ return(relations) }}
    {%- endif -%}

    {%- set other_relation = load_cached_relation(defer_relation) -%}
    {%- if can_clone_table() and other_relation and other_relation.type == 'table' -%}
        {%- set target_relation = this.incorporate(type='table') -%}
        {%- if existing_relation is not none and not existing_relation.is_table -%}
            {{ drop_relation_if_exists(existing_relation) }}
        {%- endif -%}
        {% call statement('main') -%}
            {{ create_or_replace_clone(target_relation, defer_relation) }}
        {%- endcall %}
    {%- else -%}
        {#- A view that shows the other relation's rows serves where the database cannot clone. -#}
        {%- set view = 'materialization_view_' ~ adapter.type() -%}
        {{ return(context[view if view in context else 'materialization_view_default']()) }}
    {%- endif -%}
    {% do apply_grants(target_relation, config.get('grants'), should_revoke=should_revoke(existing_relation, full_refresh_mode=true)) %}
    {% do persist_docs(target_relation, model) %}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% macro can_clone_table() -%}
    {{ return(adapter.dispatch('can_clone_table', 'dbt')()) }}
{%- endmacro %}

{% macro default__can_clone_table() -%}
    {{ return(false) }}
{%- endmacro %}

{% macro create_or_replace_clone(this_relation, defer_relation) -%}
    {{ return(adapter.dispatch('create_or_replace_clone', 'dbt')(this_relation, defer_relation)) }}
{%- endmacro %}

{% macro default__create_or_replace_clone(this_relation, defer_relation) -%}
    create or replace table {{ this_relation.render() }} clone {{ defer_relation.render() }}
{%- endmacro %}

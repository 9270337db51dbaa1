{% macro postgres__get_create_index_sql(relation, index_dict) -%}
    {%- set index = adapter.parse_index(index_dict) %}
  create {{ 'unique' if index.unique }} index if not exists
  "{{ index.render(relation) }}"
  on {{ relation }} {{ 'using ' ~ index.type if index.type }}
  ({{ index.columns | join(', ') }})
{%- endmacro %}

{% macro postgres__get_drop_index_sql(relation, index_name) -%}
    drop index if exists "{{ relation.schema }}"."{{ index_name }}"
{%- endmacro %}

{% macro postgres__get_show_indexes_sql(relation) %}
    select
        entry.relname as name,
        method.amname as method,
        facts.indisunique as "unique",
        array_to_string(array_agg(field.attname order by field.attnum), ',') as column_names
    from pg_index as facts
    join pg_class as entry on entry.oid = facts.indexrelid
    join pg_am as method on method.oid = entry.relam
    join pg_class as indexed on indexed.oid = facts.indrelid
    join pg_namespace as place on place.oid = indexed.relnamespace
    join pg_attribute as field on field.attrelid = indexed.oid and field.attnum = any(facts.indkey)
    where indexed.relname = '{{ relation.identifier }}'
        and place.nspname = '{{ relation.schema }}'
        and indexed.relkind in ('r', 'm')
    group by 1, 2, 3
    order by 1, 2, 3
{% endmacro %}

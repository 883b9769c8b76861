using System.Globalization;
using System.Text;

namespace Phalanx.Acting;

/// <summary>Writes a description as JSON on one line. The same description gives the same letters.</summary>
internal sealed class DescriptionWriter
{
    private readonly StringBuilder _json = new StringBuilder();

    private DescriptionWriter()
    {
    }

    public static string Write(PolicyDescription description)
    {
        var writer = new DescriptionWriter();
        writer.Add(description);
        return writer._json.ToString();
    }

    private void Add(PolicyDescription description)
    {
        PolicyOrigin origin = description.Origin;
        _json.Append('{');
        Text("producer", origin.Producer);
        Text("algorithm", origin.Algorithm);
        Text("environment", origin.Environment);
        Number("t_env", origin.TEnv);
        Number("agents", description.Agents);
        Number("observation", description.ObservationSize);
        Name("entities");
        if (description.Entities is { } entities)
        {
            _json.Append('{');
            Number("count", entities.Count);
            Number("width", entities.Width);
            _json.Append('}');
        }
        else
        {
            _json.Append("null");
        }

        Add(description.Actions);
        Number("memory", description.Memory);
        Name("operations");
        char before = '[';
        foreach (PolicyOperation operation in description.Operations)
        {
            _json.Append(before).Append('{');
            Add(operation);
            _json.Append('}');
            before = ',';
        }

        _json.Append(']');
        Name("action");
        _json.Append('{');
        Text("kind", PolicyWords.Of(description.Action));
        _json.Append("}}");
    }

    private void Add(PolicyActions actions)
    {
        Name("actions");
        _json.Append('{');
        if (actions.IsDiscrete)
        {
            Number("count", actions.Count);
        }
        else
        {
            Singles("low", actions.Low);
            Singles("high", actions.High);
        }

        _json.Append('}');
    }

    private void Add(PolicyOperation operation)
    {
        Text("op", operation.Kind);
        Text("in", operation.Input);
        Text("out", operation.Output);
        switch (operation)
        {
            case LinearOperation linear:
                Add(linear);
                break;
            case LinearEachOperation each:
                Text("weight", each.Weight);
                Text("bias", each.Bias);
                Text("activation", PolicyWords.Of(each.Activation));
                break;
            case GruOperation gru:
                Text("weight_ih", gru.InputWeight);
                Text("weight_hh", gru.MemoryWeight);
                Text("bias_ih", gru.InputBias);
                Text("bias_hh", gru.MemoryBias);
                break;
            case ScaleOperation scale:
                Text("factor", scale.Factor);
                break;
            case AttendOperation attend:
                Number("heads", attend.Heads);
                break;
            case PoolOperation pool:
                Text("kind", PolicyWords.Of(pool.Pooling));
                break;
        }
    }

    private void Add(LinearOperation linear)
    {
        Text("weight", linear.Weight);
        if (linear.Bias is { } bias)
        {
            Text("bias", bias);
        }

        Text("activation", PolicyWords.Of(linear.Activation));
        if (linear.Lookups.Count == 0)
        {
            return;
        }

        Name("lookups");
        char before = '[';
        foreach (PolicyLookup lookup in linear.Lookups)
        {
            _json.Append(before).Append('{');
            Text("index", PolicyWords.Of(lookup.Index));
            Text("table", lookup.Table);
            _json.Append('}');
            before = ',';
        }

        _json.Append(']');
    }

    private void Name(string name)
    {
        if (_json[_json.Length - 1] != '{')
        {
            _json.Append(',');
        }

        _json.Append('"').Append(name).Append("\":");
    }

    private void Number(string name, long value)
    {
        Name(name);
        _json.Append(value.ToString(CultureInfo.InvariantCulture));
    }

    private void Singles(string name, IReadOnlyList<float> values)
    {
        Name(name);
        char before = '[';
        foreach (float value in values)
        {
            _json.Append(before).Append(value.ToString("R", CultureInfo.InvariantCulture));
            before = ',';
        }

        _json.Append(']');
    }

    private void Text(string name, string text)
    {
        Name(name);
        _json.Append('"');
        foreach (char letter in text)
        {
            if (letter == '"' || letter == '\\')
            {
                _json.Append('\\').Append(letter);
            }
            else if (letter < ' ')
            {
                _json.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                _json.Append(letter);
            }
        }

        _json.Append('"');
    }
}

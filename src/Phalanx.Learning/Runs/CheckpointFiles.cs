using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Phalanx.Foundation;
using Phalanx.Learning.Faults;
using Phalanx.Numerics.Kernels;
using Phalanx.Numerics.Safetensors;

namespace Phalanx.Learning.Runs;

/// <summary>
/// The three files of a checkpoint, each read by itself. What is wrong with one is an <see cref="InvalidDataException"/> that
/// names the file and fits into a sentence.
/// </summary>
internal static class CheckpointFiles
{
    public const string Weights = "weights.safetensors";
    public const string Optimiser = "optimiser.safetensors";
    public const string State = "state.json";

    private const int BufferBytes = 4096;

    public static void Write(string folder, CheckpointState state, SafetensorsWriter weights, SafetensorsWriter optimiser)
    {
        WriteTensors(Path.Combine(folder, Weights), weights);
        WriteTensors(Path.Combine(folder, Optimiser), optimiser);
        using FileStream stream = Open(Path.Combine(folder, State));
        stream.Write(JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Default.CheckpointState));
    }

    /// <summary>Reads tensors, and refuses numbers that are not finite: an earlier version, or another program, wrote them.</summary>
    public static SafetensorsFile ReadFiniteTensors(string folder, string name)
    {
        SafetensorsFile file = ReadTensors(folder, name);
        foreach (TensorEntry entry in file.Entries)
        {
            NonFinite numbers = entry.Type switch
            {
                TensorType.F32 => NonFiniteOf<float>(entry.Bytes),
                TensorType.F64 => NonFiniteOf<double>(entry.Bytes),
                _ => default,
            };
            if (numbers.Any)
            {
                throw new InvalidDataException($"{name}: tensor {entry} {numbers}");
            }
        }

        return file;
    }

    public static SafetensorsFile ReadTensors(string folder, string name)
    {
        byte[] content = ReadBytes(folder, name);
        try
        {
            return SafetensorsFile.Read(content);
        }
        catch (InvalidDataException damage)
        {
            throw Damage(name, damage);
        }
    }

    public static CheckpointState ReadState(string folder)
    {
        byte[] content = ReadBytes(folder, State);
        try
        {
            RequireFormat(content);
            CheckpointState state = JsonSerializer.Deserialize(content, StateJson.Default.CheckpointState)!;
            return state is { TEnv: >= 0, Episode: >= 0, TrainingSteps: >= 0, NextEvaluation: >= 0, MetricsRows: >= 0 }
                ? state
                : throw new InvalidDataException($"{State} has a negative count");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{State} is broken: {JsonDamage.Describe(damage)}", damage);
        }
    }

    /// <summary>A refusal of tensors as a part of a sentence: it comes as a sentence of its own.</summary>
    public static InvalidDataException Damage(string name, InvalidDataException refusal)
    {
        string reason = refusal.Message.TrimEnd('.');
        return new InvalidDataException($"{name}: {char.ToLowerInvariant(reason[0])}{reason[1..]}", refusal);
    }

    /// <summary>Checks the version first: all else may differ in another format.</summary>
    private static void RequireFormat(byte[] content)
    {
        using JsonDocument document = JsonDocument.Parse(content);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("format_version", out JsonElement version)
            || version.ValueKind != JsonValueKind.Number)
        {
            throw new InvalidDataException($"{State} has no format_version");
        }

        if (version.GetRawText() != $"{CheckpointState.CurrentFormat}")
        {
            throw new InvalidDataException(
                $"{State} is of format_version {version.GetRawText()}, and this version of Phalanx reads {CheckpointState.CurrentFormat}");
        }
    }

    /// <summary>Elements as they are stored, without decoding them, where the machine has the order of bytes of the file.</summary>
    private static NonFinite NonFiniteOf<T>(ReadOnlySpan<byte> stored)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(stored);
        return !BitConverter.IsLittleEndian || Kernels<T>.Best.AllFinite(values) ? default : NonFinite.Count(values);
    }

    private static void WriteTensors(string path, SafetensorsWriter tensors)
    {
        using FileStream stream = Open(path);
        tensors.WriteTo(stream);
    }

    private static FileStream Open(string path) => FileWriting.Open(path, FileMode.Create, FileShare.None, BufferBytes);

    private static byte[] ReadBytes(string folder, string name)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, name));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"it has no {name}", failure);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            throw new InvalidDataException($"{name} cannot be read: {FileFailures.Reason(failure)}", failure);
        }
    }
}

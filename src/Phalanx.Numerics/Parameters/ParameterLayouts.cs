using System.Numerics;
using Phalanx.Numerics.Kernels;

namespace Phalanx.Numerics;

/// <summary>
/// A weight in the layouts that kernels read faster than its own. Each is made when first asked for and made again when first asked
/// for after a change, by whichever worker asks; the others wait for it.
/// </summary>
internal sealed class ParameterLayouts<T>(Parameter<T> parameter)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // No Lock: that one allocates when two workers first contend for it, which may be at any step.
    private readonly object _layoutGate = new();

    // Grows at the head only and never shrinks, so that it can be read without the lock.
    private Layout? _newest;

    private enum Kind
    {
        PackedForward,
        PackedBackward,
        ColumnsAsRows,
    }

    /// <summary>Some rows and the first columns, packed for <c>x · Wᵀ</c> (forward) or <c>dy · W</c> (backward).</summary>
    public PackedMatrix<T> Packed(Kernels<T> kernels, bool forward, int firstRow, int rows, int columns) =>
        Get(new Key(forward ? Kind.PackedForward : Kind.PackedBackward, firstRow, rows, columns, kernels.Level), kernels).Packed!;

    /// <summary>The columns from one on, each stored as a row.</summary>
    public ReadOnlySpan<T> ColumnsAsRows(Kernels<T> kernels, int firstColumn) =>
        Get(new Key(Kind.ColumnsAsRows, 0, parameter.Shape.Rows, firstColumn, kernels.Level), kernels).Rows!.Value.Span;

    private Layout Get(Key key, Kernels<T> kernels)
    {
        Layout? layout = Find(key);
        if (layout is null || Volatile.Read(ref layout.Version) != parameter.Set.Version)
        {
            layout = Make(key, kernels);
        }

        return layout;
    }

    private Layout? Find(Key key)
    {
        Layout? layout = Volatile.Read(ref _newest);
        while (layout is not null && layout.Key != key)
        {
            layout = layout.Older;
        }

        return layout;
    }

    private Layout Make(Key key, Kernels<T> kernels)
    {
        lock (_layoutGate)
        {
            Layout? found = Find(key);
            Layout layout = found ?? new Layout(key, _newest);
            if (layout.Version != parameter.Set.Version)
            {
                Fill(layout, kernels);
                Volatile.Write(ref layout.Version, parameter.Set.Version);
            }

            if (found is null)
            {
                Volatile.Write(ref _newest, layout);
            }

            return layout;
        }
    }

    private void Fill(Layout layout, Kernels<T> kernels)
    {
        (int rows, int columns) = (layout.Key.Rows, layout.Key.Columns);
        int all = parameter.Shape.Last;
        ReadOnlySpan<T> elements = parameter.Value.Span[(layout.Key.FirstRow * all)..];
        if (layout.Key.Kind == Kind.ColumnsAsRows)
        {
            layout.Rows ??= Tensor<T>.Create((all - columns, rows));
            var rest = new MatrixSpan<T>(elements[columns..], rows, all - columns, all, 1);
            kernels.Transpose(rest, layout.Rows.Value.Span, rows);
            return;
        }

        var weight = new MatrixSpan<T>(elements, rows, columns, all, 1);
        MatrixSpan<T> matrix = layout.Key.Kind == Kind.PackedForward ? weight.Transposed : weight;
        layout.Packed ??= kernels.CreatePacked(matrix.Rows, matrix.Columns);
        kernels.Pack(matrix, layout.Packed);
    }

    /// <summary>
    /// Which layout; <paramref name="Columns"/> is where the columns end that are packed, or where those begin that become rows.
    /// </summary>
    private readonly record struct Key(Kind Kind, int FirstRow, int Rows, int Columns, SimdLevel Level);

    private sealed class Layout(Key key, Layout? older)
    {
        public long Version = -1;

        public Key Key { get; } = key;

        public Layout? Older { get; } = older;

        public PackedMatrix<T>? Packed { get; set; }

        public Tensor<T>? Rows { get; set; }
    }
}

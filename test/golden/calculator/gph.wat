(module
  (type (;0;) (func (param i32 i32 i32 i32 i32 i32) (result i32)))
  (func (;0;) (export "margin") (type 0) (param i32 i32 i32 i32 i32 i32) (result i32)
    (local i32 i32 i32 v128 v128 v128 v128 v128 v128 v128)
    (if  ;; label = @1
      (i32.and
        (i32.or
          (i32.or
            (i32.or
              (local.get 0)
              (local.get 1))
            (local.get 2))
          (local.get 3))
        (i32.const 7))
      (then
        (return
          (i32.const -1))))
    (if  ;; label = @1
      (i32.and
        (i32.or
          (local.get 4)
          (local.get 5))
        (i32.const 3))
      (then
        (return
          (i32.const -1))))
    (if  ;; label = @1
      (i64.gt_u
        (i64.add
          (i64.extend_i32_u
            (local.get 0))
          (i64.mul
            (i64.extend_i32_u
              (local.get 5))
            (i64.const 4)))
        (i64.mul
          (i64.extend_i32_u
            (memory.size))
          (i64.const 65536)))
      (then
        (return
          (i32.const -1))))
    (if  ;; label = @1
      (i64.gt_u
        (i64.add
          (i64.extend_i32_u
            (local.get 1))
          (i64.mul
            (i64.extend_i32_u
              (local.get 5))
            (i64.const 4)))
        (i64.mul
          (i64.extend_i32_u
            (memory.size))
          (i64.const 65536)))
      (then
        (return
          (i32.const -1))))
    (if  ;; label = @1
      (i64.gt_u
        (i64.add
          (i64.extend_i32_u
            (local.get 2))
          (i64.mul
            (i64.extend_i32_u
              (local.get 5))
            (i64.const 4)))
        (i64.mul
          (i64.extend_i32_u
            (memory.size))
          (i64.const 65536)))
      (then
        (return
          (i32.const -1))))
    (if  ;; label = @1
      (i64.gt_u
        (i64.add
          (i64.extend_i32_u
            (local.get 3))
          (i64.mul
            (i64.extend_i32_u
              (local.get 5))
            (i64.const 8)))
        (i64.mul
          (i64.extend_i32_u
            (memory.size))
          (i64.const 65536)))
      (then
        (return
          (i32.const -1))))
    (local.set 6
      (local.get 4))
    (block  ;; label = @1
      (loop  ;; label = @2
        (br_if 1 (;@1;)
          (i32.ge_u
            (local.get 6)
            (local.get 5)))
        (local.set 7
          (select
            (i32.add
              (local.get 6)
              (i32.const 4096))
            (local.get 5)
            (i32.lt_u
              (i32.add
                (local.get 6)
                (i32.const 4096))
              (local.get 5))))
        (local.set 10
          (local.tee 9
            (i32x4.splat
              (i32.const 0))))
        (local.set 8
          (i32.shl
            (local.get 6)
            (i32.const 2)))
        (loop  ;; label = @3
          (local.set 11
            (v128.load align=8
              (i32.add
                (local.get 0)
                (local.get 8))))
          (local.set 12
            (v128.load align=8
              (i32.add
                (local.get 1)
                (local.get 8))))
          (local.set 13
            (v128.load align=8
              (i32.add
                (local.get 2)
                (local.get 8))))
          (local.set 9
            (v128.or
              (local.get 9)
              (v128.or
                (local.get 12)
                (local.get 13))))
          (local.set 14
            (i32x4.sub
              (local.get 13)
              (local.get 12)))
          (local.set 15
            (f64x2.mul
              (f64x2.mul
                (f64x2.convert_low_i32x4_s
                  (local.get 14))
                (f64x2.convert_low_i32x4_s
                  (local.get 11)))
              (f64x2.splat
                (f64.const 0x1.4p+3 (;=10;)))))
          (local.set 10
            (f64x2.pmax
              (local.get 10)
              (f64x2.abs
                (local.get 15))))
          (v128.store align=8
            (i32.add
              (local.get 3)
              (i32.shl
                (local.get 8)
                (i32.const 1)))
            (f64x2.add
              (local.get 15)
              (f64x2.splat
                (f64.const 0x0p+0 (;=0;)))))
          (local.set 15
            (f64x2.mul
              (f64x2.mul
                (f64x2.convert_low_i32x4_s
                  (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
                    (local.get 14)
                    (local.get 14)))
                (f64x2.convert_low_i32x4_s
                  (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
                    (local.get 11)
                    (local.get 11))))
              (f64x2.splat
                (f64.const 0x1.4p+3 (;=10;)))))
          (local.set 10
            (f64x2.pmax
              (local.get 10)
              (f64x2.abs
                (local.get 15))))
          (v128.store offset=16 align=8
            (i32.add
              (local.get 3)
              (i32.shl
                (local.get 8)
                (i32.const 1)))
            (f64x2.add
              (local.get 15)
              (f64x2.splat
                (f64.const 0x0p+0 (;=0;)))))
          (br_if 0 (;@3;)
            (i32.lt_u
              (local.tee 8
                (i32.add
                  (local.get 8)
                  (i32.const 16)))
              (i32.shl
                (local.get 7)
                (i32.const 2)))))
        (if  ;; label = @3
          (i32.or
            (i32x4.bitmask
              (local.get 9))
            (f64.ge
              (f64.max
                (f64x2.extract_lane 0
                  (local.get 10))
                (f64x2.extract_lane 1
                  (local.get 10)))
              (f64.const 0x1p+53 (;=9.0072e+15;))))
          (then
            (return
              (local.get 6))))
        (local.set 6
          (local.get 7))
        (br 0 (;@2;))))
    (local.get 5))
  (memory (;0;) (export "memory") 1 65536))
